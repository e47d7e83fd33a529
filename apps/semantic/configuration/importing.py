"""
From a file's text to the state it describes: read, looked up, compared, rehearsed, applied.

The whole file is rehearsed first, in a transaction that is rolled back: services judge every change, all problems are
told at once, and nothing is applied while there is one. Then each tenant is brought to its state in a transaction of
its own. A dry run ends after the rehearsal.
"""

import uuid
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.errors import Conflict, gettext_noop
from apps.scope import tenant_scope
from apps.semantic.configuration.apply import Work, apply_changes
from apps.semantic.configuration.document import TenantWish
from apps.semantic.configuration.parsing import parse
from apps.semantic.configuration.plan import Change, Verb, attribute_conflicts, plan
from apps.semantic.configuration.present import Secrets, identities, present_rows
from apps.semantic.configuration.problems import Problem, Rejected
from apps.semantic.configuration.reading import read
from apps.semantic.configuration.rights import Acting, forbidden_changes, missing_rights
from apps.semantic.configuration.rows import Kind, Password, Present, Wanted
from apps.semantic.configuration.schemas import catalogs_for
from apps.semantic.configuration.secrets import secrets_of
from apps.semantic.configuration.wanted import Wishes
from apps.semantic.contracts import SchemaCatalog
from apps.semantic.secrets import Secret
from apps.tenants import selectors
from apps.tenants import services as people
from apps.tenants.identity import User

_SUSPENDED = gettext_noop("This tenant is suspended.")
_NEW_IDENTITY = {"full_name": "", "email": "", "is_staff": False, "password": Password.NONE}


class ChangedMeanwhile(Conflict):
    """Somebody changed what the plan was made from; what was applied before stays."""

    code = "configuration.changed"
    message = gettext_noop("The tenant %(tenant)s was changed while this ran; it was left as it is.")
    advice = gettext_noop("Run the import again.")


@dataclass(frozen=True)
class TenantPlan:
    """What will change, or was changed, in one tenant."""

    wish: TenantWish
    acting: Acting
    wanted: tuple[Wanted, ...]
    catalogs: dict[str, SchemaCatalog]
    known: Present
    changes: tuple[Change, ...]

    def scope(self) -> AbstractContextManager[None]:
        """Serve the tenant; one that does not exist yet has no rows."""
        return tenant_scope(self.acting.tenant_id or uuid.uuid4())


@dataclass
class Import:
    """
    One run over one file.

    :param look_up: returns an environment variable that files may use as a secret.
    :param acting: the user name in whose name, and with whose rights, everything is done.
    :param prune: remove rules of the named data sources that the file does not name.
    """

    look_up: Callable[[str], str | None]
    acting: str
    now: datetime
    prune: bool = False

    def run(self, text: bytes, *, dry_run: bool) -> tuple[TenantPlan, ...]:
        """
        Bring the database to the state of the file; return what changed, tenant by tenant.

        :param dry_run: return what would change; nothing is stored or recorded.
        :raises Rejected: nothing was changed; it lists every problem.
        :raises ChangedMeanwhile: tenants before this one were brought to their state, this one was not.
        """
        document = parse(read(text))
        secrets = secrets_of(document, self.look_up)
        problems: list[Problem] = []
        plans = self._plans(document.tenants, secrets, problems)
        if all(_is_about_a_rule(problem) for problem in problems):
            problems += self._rehearse(plans, secrets, without=problems)
        if problems:
            raise Rejected(problems)
        changing = [one for one in plans if one.changes]
        if not dry_run:
            for one in changing:
                self._carry_out(one, secrets)
        return plans

    def _plans(self, wishes: Iterable[TenantWish], secrets: Secrets, problems: list[Problem]) -> tuple[TenantPlan, ...]:
        plans: list[TenantPlan] = []
        known: dict[Any, Any] = {}  # identities as the tenants before leave them
        for wish in wishes:
            acting = self._acting(wish, problems)
            with tenant_scope(acting.tenant_id or uuid.uuid4()):
                made = self._plan(wish, acting, secrets, dict(known), problems)
            plans.append(made)
            for row in made.wanted:
                if row.key[0] is Kind.USER:
                    before = known.get(row.key) or identities(wish, secrets).get(row.key) or _NEW_IDENTITY
                    known[row.key] = {**before, **row.fields}
        return tuple(plans)

    def _acting(self, wish: TenantWish, problems: list[Problem]) -> Acting:
        tenant = selectors.all_tenants().filter(slug=wish.slug).first()
        if tenant is not None and not tenant.is_active:
            problems.append(Problem(wish.where.line, wish.where.place, _SUSPENDED))
        return Acting(
            username=self.acting,
            user=User.objects.filter(username=self.acting, is_active=True).first(),
            tenant_id=tenant.id if tenant is not None else None,
        )

    def _plan(
        self, wish: TenantWish, acting: Acting, secrets: Secrets, known: Present, problems: list[Problem]
    ) -> TenantPlan:
        present = {**present_rows(wish, secrets), **known}
        missing = list(missing_rights(wish, acting))
        catalogs: dict[str, SchemaCatalog] = {}
        if not missing:
            catalogs, unread = catalogs_for(wish, present=present, secrets=secrets)
            problems += unread
        wishes = Wishes(wish, present, catalogs)
        rows = wishes.rows()
        changes = plan(rows, present, prune=self._pruned(wish, catalogs))
        problems += [*missing, *wishes.problems, *attribute_conflicts(rows, present)]
        problems += forbidden_changes(changes, acting)
        return TenantPlan(wish, acting, tuple(rows), catalogs, known, changes)

    def _pruned(self, wish: TenantWish, catalogs: dict[str, SchemaCatalog]) -> frozenset[str]:
        # A source whose schema could not be had wants no rows, which must not read as "remove them all".
        return frozenset(s.name for s in wish.data_sources if s.name in catalogs) if self.prune else frozenset()

    def _rehearse(self, plans: Iterable[TenantPlan], secrets: Secrets, *, without: list[Problem]) -> list[Problem]:
        """Return what the services refuse; rules that have a problem already are left out, for nothing needs a rule."""
        faulty = {problem.place.rpartition(".")[0] for problem in without}
        problems: list[Problem] = []
        with transaction.atomic():
            for one in plans:
                tried = tuple(c for c in one.changes if c.wanted is None or c.wanted.where.place not in faulty)
                if tried:
                    problems += self._apply(replace(one, changes=tried), secrets)
            transaction.set_rollback(True)
        return problems

    def _carry_out(self, one: TenantPlan, secrets: Secrets) -> None:
        with transaction.atomic():
            with one.scope():
                present = {**present_rows(one.wish, secrets), **one.known}
                pruned = self._pruned(one.wish, one.catalogs)
                if plan(one.wanted, present, prune=pruned) != one.changes:
                    raise ChangedMeanwhile(tenant=one.wish.slug)
            problems = self._apply(one, secrets)
            if problems:
                raise Rejected(problems)

    def _apply(self, one: TenantPlan, secrets: Secrets) -> list[Problem]:
        first = next((c for c in one.changes if c.kind is Kind.TENANT), None)
        tenant_id = self._tenant(one, first)
        rest = [change for change in one.changes if change.kind is not Kind.TENANT]
        with tenant_scope(tenant_id):
            return apply_changes(rest, self._work(one, secrets))

    def _tenant(self, one: TenantPlan, change: Change | None) -> UUID:
        fields: Any = dict(one.wish.fields)
        operator = one.acting.user if one.acting.is_operator else None
        if one.acting.tenant_id is None:
            made = people.create_tenant(
                slug=one.wish.slug,
                name=fields.get("name", one.wish.slug),
                actor=operator,
                language=fields.get("language", "zh-hans"),
            )
            if fields.get("timezone", made.timezone) != made.timezone:
                people.change_tenant(tenant=made, actor=operator, timezone=fields["timezone"])
            return made.id
        if change is not None and change.verb is Verb.CHANGE:
            tenant = selectors.all_tenants().get(id=one.acting.tenant_id)
            changed: Any = {detail.name: detail.new for detail in change.details}
            people.change_tenant(tenant=tenant, actor=operator, **changed)
        return one.acting.tenant_id

    def _work(self, one: TenantPlan, secrets: Secrets) -> Work:
        wanted: dict[tuple[Kind, str], Secret] = {
            (Kind.USER, user.username): secrets[user.password.name] for user in one.wish.users if user.password
        }
        wanted |= {(Kind.SOURCE, s.name): secrets[s.password.name] for s in one.wish.data_sources if s.password}
        # In a tenant that is just being made nobody has rights yet: that is the product's own doing, unless an
        # operator runs it.
        is_theirs = one.acting.is_operator or one.acting.tenant_id is not None
        return Work(
            actor=one.acting.user if is_theirs else None,
            keeper=self.acting,
            secrets=wanted,
            catalogs=one.catalogs,
            now=self.now,
        )


def _is_about_a_rule(problem: Problem) -> bool:
    return ".grants[" in problem.place or ".column_rules[" in problem.place
