"""For whom a rule holds, as one choice among this tenant's roles, groups and people, and in words for lists."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from apps.semantic.models import ColumnRule, Grant
from apps.semantic.models.policy import AudienceKind
from apps.tenants import selectors as tenants
from apps.tenants.roles import Role

Rule = Grant | ColumnRule


def audience_choices(current: Rule | None) -> list[tuple[str, Any]]:
    """
    Return "kind:audience" and title of everybody a rule may be for.

    The audience of a rule that is being changed stays a choice although it is gone, so that nothing changes unseen.
    """
    members = tenants.members().filter(is_active=True)
    groups: list[tuple[str, list[tuple[str, str]]]] = [
        (_("Roles"), [(key_of(AudienceKind.ROLE, role.value), str(role.label)) for role in Role]),
        (_("Groups"), [(key_of(AudienceKind.GROUP, g.id), g.name) for g in tenants.groups()]),
        (_("People"), [(key_of(AudienceKind.USER, m.user_id), str(m.user)) for m in members]),
    ]
    known = {key for _title, choices in groups for key, _name in choices}
    if current is not None and current.audience and key_of(current.audience_kind, current.audience) not in known:
        gone = (key_of(current.audience_kind, current.audience), _("nobody of this tenant any more"))
        groups.append((_("Gone"), [gone]))
    return [("", "—"), *groups]


def key_of(kind: str, audience: object) -> str:
    """Return the value of the choice."""
    return f"{AudienceKind(kind).value}:{audience}"


def audience_of(key: str) -> tuple[AudienceKind, str]:
    """Return what a choice's value stands for."""
    kind, _colon, audience = key.partition(":")
    return AudienceKind(kind), audience


def speak_of_audiences(rules: Iterable[Rule]) -> None:
    """Set `spoken_audience` on each rule: whom it concerns. Two queries, however many rules there are."""
    listed = list(rules)
    groups = {str(group.id): group.name for group in tenants.groups()}
    people = tenants.names_of(UUID(rule.audience) for rule in listed if rule.audience_kind == AudienceKind.USER)
    names = {str(user_id): name for user_id, name in people.items()}
    for rule in listed:
        vars(rule)["spoken_audience"] = _spoken(rule, groups, names)


def _spoken(rule: Rule, groups: dict[str, str], people: dict[str, str]) -> str:
    gone = _("nobody of this tenant any more")
    match rule.audience_kind:
        case AudienceKind.ROLE:
            known = rule.audience in Role.values
            return _("everybody who is %(role)s") % {"role": Role(rule.audience).label} if known else gone
        case AudienceKind.GROUP:
            name = groups.get(rule.audience)
            return _("the group %(group)s") % {"group": name} if name else gone
        case _:
            return people.get(rule.audience, gone)
