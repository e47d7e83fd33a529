"""
Carries changes out through the services that people use too, so that each is checked and audited as theirs are.

Every change is tried in a savepoint of its own: what a service refuses is a problem of the line that asked for it, and
the others are still looked at. The caller rolls everything back if there is one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.errors import AppError, Forbidden, gettext_noop
from apps.semantic.configuration.document import Audience
from apps.semantic.configuration.plan import Change, Verb
from apps.semantic.configuration.problems import Problem, problems_of
from apps.semantic.configuration.rows import Absent, Kind
from apps.semantic.contracts import MaskKind, SchemaCatalog, TableRef, Treatment
from apps.semantic.models import ColumnRule, DataSource, Grant
from apps.semantic.models.policy import AudienceKind, Effect
from apps.semantic.secrets import Secret
from apps.semantic.services import datasource as sources
from apps.semantic.services import policy
from apps.tenants import selectors
from apps.tenants import services as people
from apps.tenants.identity import User
from apps.tenants.roles import Role

_NOT_STORABLE = gettext_noop("This cannot be stored: %(reason)s")


@dataclass(frozen=True)
class Work:
    """
    With what changes are applied.

    :param actor: who stands in the record for people and groups; None: the product itself.
    :param keeper: whose rights count for data sources and rules, by name: the file may have just made them.
    :param secrets: passwords by the row they are for.
    :param catalogs: schemas by data source, to be kept where the plan says so.
    """

    actor: User | None
    keeper: str
    secrets: Mapping[tuple[Kind, str], Secret]
    catalogs: Mapping[str, SchemaCatalog]
    now: datetime

    def user(self) -> User:
        """Return whose rights count."""
        found = User.objects.filter(username=self.keeper).first()
        if found is None:
            raise Forbidden("datasource.edit")
        return found

    def secret(self, kind: Kind, name: str) -> str | None:
        """Return the wanted password of a user or data source, if the file gives one."""
        found = self.secrets.get((kind, name))
        return found.reveal() if found is not None else None


def apply_changes(changes: Iterable[Change], work: Work) -> list[Problem]:
    """
    Carry out changes of the tenant in scope, inside the caller's transaction; return what was refused.

    After a refusal only changes of the same kind are still tried, for later ones may need what is missing; rules need
    no other rules.
    """
    problems: list[Problem] = []
    for kind, of_kind in groupby(changes, key=lambda change: change.kind):
        if problems and kind < Kind.COLUMN_RULE:
            break
        problems += [problem for change in of_kind for problem in _tried(change, work)]
    return problems


def _tried(change: Change, work: Work) -> list[Problem]:
    where = change.wanted.where if change.wanted else None
    line, place = (where.line, where.place) if where else (0, " / ".join(change.names))
    try:
        with transaction.atomic():
            _APPLY[change.kind](change, work)
    except AppError as error:
        return problems_of(error, line=line, place=place)
    except ValidationError as error:
        return [Problem(line, place, _NOT_STORABLE, {"reason": "; ".join(error.messages)})]
    return []


def _user(change: Change, work: Work) -> None:
    username = change.names[0]
    fields: Any = _new_values(change, without="password")
    password = work.secret(Kind.USER, username)
    if change.verb is Verb.ADD:
        people.create_user(username=username, password=password, **fields)
        return
    user = User.objects.get(username=username)
    if fields:
        people.change_user(user=user, actor=work.actor, **fields)
    if password is not None and "password" in _names(change):
        people.set_password(user=user, password=password, actor=work.actor)


def _member(change: Change, work: Work) -> None:
    assert change.wanted is not None  # members are never removed
    user = User.objects.get(username=change.names[0])
    roles = change.wanted.fields.get("roles")
    if isinstance(roles, frozenset):
        people.add_member(user=user, roles=[Role(role) for role in roles], actor=work.actor)
    else:
        people.end_membership(user_id=user.id, actor=work.actor)


def _attribute(change: Change, work: Work) -> None:
    username, name = change.names
    value: Any = _new_values(change)["value"]
    people.set_attribute(user=User.objects.get(username=username), name=name, value=value, actor=work.actor)


def _group(change: Change, work: Work) -> None:
    people.create_group(name=change.names[0], actor=work.actor)


def _place(change: Change, work: Work) -> None:
    group = selectors.groups().get(name=change.names[0])
    people.join_group(user=User.objects.get(username=change.names[1]), group=group, actor=work.actor)


def _source(change: Change, work: Work) -> None:
    name = change.names[0]
    fields: Any = _new_values(change, without="password")
    password = work.secret(Kind.SOURCE, name)
    if change.verb is Verb.ADD:
        sources.create_data_source(user=work.user(), name=name, password=password or "", **fields)
        return
    stored = DataSource.objects.get(name=name)
    changed = sources.change_data_source(user=work.user(), data_source=stored, **fields)
    # Another address clears the password, also one that was as wanted.
    if password is not None and ("password" in _names(change) or not changed.sealed_password):
        sources.set_source_password(user=work.user(), data_source=changed, password=password)


def _schema(change: Change, work: Work) -> None:
    name = change.names[0]
    source = DataSource.objects.get(name=name)
    sources.keep_schema(user=work.user(), data_source=source, schema=work.catalogs[name], now=work.now)


def _grant(change: Change, work: Work) -> None:
    source = DataSource.objects.get(name=change.names[0])
    if change.wanted is None:
        rule = Grant.objects.select_related("data_source").get(data_source=source, name=change.names[1])
        policy.remove_rule(user=work.user(), rule=rule)
        return
    fields: Any = change.wanted.fields
    policy.set_grant(
        _rule(change),
        user=work.user(),
        data_source=source,
        columns=sorted(fields["columns"]),
        row_predicate=fields["row_predicate"],
        effect=Effect(fields["effect"]),
    )


def _column_rule(change: Change, work: Work) -> None:
    source = DataSource.objects.get(name=change.names[0])
    if change.wanted is None:
        rule = ColumnRule.objects.select_related("data_source").get(data_source=source, name=change.names[1])
        policy.remove_rule(user=work.user(), rule=rule)
        return
    fields: Any = change.wanted.fields
    options = {"mask_options": fields["mask_options"]} if fields["mask_options"] else {}
    policy.set_column_rule(
        _rule(change),
        user=work.user(),
        data_source=source,
        column=fields["column"],
        treatment=Treatment(fields["treatment"]),
        mask=MaskKind(fields["mask"]) if fields["mask"] else None,
        **options,
    )


def _rule(change: Change) -> policy.RuleWish:
    assert change.wanted is not None  # asked for rules that are set
    fields = change.wanted.fields
    audience = cast("Audience", fields["audience"])
    return policy.RuleWish(
        name=change.names[1],
        audience_kind=AudienceKind(audience.kind),
        audience=_audience(audience),
        table=cast("TableRef", fields["table"]),
        is_active=bool(fields["is_active"]),
    )


def _audience(audience: Audience) -> str:
    if audience.kind == AudienceKind.USER:
        return str(User.objects.get(username=audience.name).id)
    if audience.kind == AudienceKind.GROUP:
        return str(selectors.groups().get(name=audience.name).id)
    return audience.name


def _new_values(change: Change, *, without: str = "") -> dict[str, object]:
    return {d.name: d.new for d in change.details if d.name != without and d.new is not Absent.ABSENT}


def _names(change: Change) -> set[str]:
    return {detail.name for detail in change.details}


_APPLY: Mapping[Kind, Callable[[Change, Work], None]] = {
    Kind.USER: _user,
    Kind.MEMBER: _member,
    Kind.ATTRIBUTE: _attribute,
    Kind.GROUP: _group,
    Kind.PLACE: _place,
    Kind.SOURCE: _source,
    Kind.SCHEMA: _schema,
    Kind.GRANT: _grant,
    Kind.COLUMN_RULE: _column_rule,
}
