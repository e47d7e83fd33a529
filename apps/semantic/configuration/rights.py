"""
May whoever the import acts for do what the file says? Asked before any database is connected to.

A tenant that does not exist yet is made by whoever runs the command, as `create_tenant` does: there, the roles that
the file gives count. Identities of other tenants are touched by operators only: whoever could set a password here
could walk into the other tenants.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from apps.errors import gettext_noop
from apps.semantic.configuration.document import TenantWish
from apps.semantic.configuration.plan import Change, Verb
from apps.semantic.configuration.problems import Problem
from apps.semantic.configuration.rows import Kind
from apps.tenants import selectors
from apps.tenants.access import allowed
from apps.tenants.identity import User
from apps.tenants.permissions import OPERATORS_MAY, may

_MAY_NOT = gettext_noop("%(username)s may not do this here (%(act)s).")
_ACT_AS = gettext_noop("Name somebody with --as who may, or an operator.")
_OTHERS_IDENTITY = gettext_noop("%(username)s belongs to another tenant or is an operator; only operators change that.")
_EXISTS = gettext_noop("%(username)s exists outside of this tenant; only operators let them in.")
_TENANT_IS_OPERATORS = gettext_noop("Only operators change a tenant itself.")


@dataclass(frozen=True)
class Acting:
    """
    For whom an import acts.

    :param user: None: nobody of this name exists yet.
    :param tenant_id: None: the tenant does not exist yet.
    """

    username: str
    user: User | None
    tenant_id: UUID | None

    @property
    def is_operator(self) -> bool:
        """Whether they operate the deployment."""
        return self.user is not None and self.user.is_active and self.user.is_superuser


def missing_rights(wish: TenantWish, acting: Acting) -> Iterator[Problem]:
    """Yield the acts that the file asks for and that whoever is acted for may not do. In the tenant's scope."""
    needed: dict[str, int] = {}
    if acting.tenant_id is not None and (wish.users or wish.groups):
        needed["member.edit"] = wish.where.line
    for source in wish.data_sources:
        needed.setdefault("datasource.edit", source.where.line)
        needed.setdefault("datasource.test", source.where.line)
        if source.grants or source.column_rules:
            needed.setdefault("policy.edit", source.where.line)
    for act, line in needed.items():
        if not _may(wish, acting, act):
            yield Problem(line, wish.where.place, _MAY_NOT, {"username": acting.username, "act": act}, _ACT_AS)


def forbidden_changes(changes: Iterable[Change], acting: Acting) -> Iterator[Problem]:
    """Yield what only an operator may do. In the tenant's scope."""
    if acting.is_operator:
        return
    for change in changes:
        where = change.wanted.where if change.wanted else None
        words = _operators_alone(change, acting)
        if words and where:
            yield Problem(where.line, where.place, words, {"username": change.names[0]}, _ACT_AS)


def _may(wish: TenantWish, acting: Acting, act: str) -> bool:
    if acting.tenant_id is not None:
        return acting.user is not None and allowed(acting.user, act)
    declared = next((u for u in wish.users if u.username == acting.username and u.is_active), None)
    if declared is not None:
        return may(frozenset(declared.roles), act)
    return acting.is_operator and act in OPERATORS_MAY


def _operators_alone(change: Change, acting: Acting) -> str:
    if (change.kind, change.verb) == (Kind.TENANT, Verb.CHANGE):
        return _TENANT_IS_OPERATORS
    if (change.kind, change.verb) not in {(Kind.USER, Verb.CHANGE), (Kind.MEMBER, Verb.ADD)}:
        return ""
    person = User.objects.filter(username=change.names[0]).first()
    if person is None:
        return ""  # made by this very file
    if change.kind is Kind.MEMBER:
        return _EXISTS
    if acting.tenant_id is None or person.is_superuser:
        return _OTHERS_IDENTITY
    is_here = selectors.members().filter(user_id=person.id).exists()
    alone = is_here and selectors.belongs_here_alone(person.id, tenant_id=acting.tenant_id)
    return "" if alone else _OTHERS_IDENTITY
