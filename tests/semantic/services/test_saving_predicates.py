"""A row predicate is saved only if its steward sees what it asks; what it means is kept and is part of the policy."""

from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest
from django.utils import timezone
from pytest_django import Settings

from apps.errors import InvalidInput
from apps.scope import tenant_scope
from apps.semantic.contracts import AccessPolicy, MaskKind, TableRef, Treatment
from apps.semantic.models import DataSource, Grant
from apps.semantic.models.policy import AudienceKind, Effect
from apps.semantic.policies import access_policy
from apps.semantic.services.datasource import create_data_source, refresh_schema
from apps.semantic.services.policy import RuleWish, set_column_rule, set_grant
from apps.semantic.sql.errors import Refused
from apps.tenants import services as people
from apps.tenants.models import Tenant, User
from apps.tenants.roles import Role
from tests.people import make_member

TEN_ON_MONDAY = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)  # 10:30 in Shanghai
SCHEMA = """
    CREATE TABLE loans (id INTEGER PRIMARY KEY, reader INTEGER, branch TEXT, fee INTEGER);
    CREATE TABLE staff (login TEXT PRIMARY KEY, branch TEXT, phone TEXT, reader INTEGER, note TEXT);
"""
LOANS, STAFF = TableRef("main", "loans"), TableRef("main", "staff")
OWN_BRANCH = "EXISTS (SELECT 1 FROM staff s WHERE s.login = :login AND s.branch = loans.branch)"


@pytest.fixture
def steward(tenant: Tenant) -> User:
    return make_member(tenant, Role.ADMIN, username="keeper")


@pytest.fixture
def library(tenant: Tenant, steward: User, settings: Settings, tmp_path: Path) -> DataSource:
    settings.SQLITE_ROOT = tmp_path
    connection = apsw.Connection(str(tmp_path / "library.db"))
    connection.execute(SCHEMA)
    connection.close()
    with tenant_scope(tenant.id):
        source = create_data_source(
            user=steward,
            name="library",
            title="Library",
            engine="sqlite",
            database="library.db",
            timezone="Asia/Shanghai",
        )
        refresh_schema(user=steward, data_source=source, now=timezone.now())
        return source


def save(text: str, *, steward: User, source: DataSource, name: str = "branch", to: Role = Role.ANALYST) -> Grant:
    rule = RuleWish(name, AudienceKind.ROLE, to.value, LOANS)
    return set_grant(rule, user=steward, data_source=source, columns=["id", "fee"], row_predicate=text)


def see_staff(steward: User, source: DataSource, *columns: str) -> None:
    rule = RuleWish("staff", AudienceKind.ROLE, Role.ADMIN.value, STAFF)
    set_grant(rule, user=steward, data_source=source, columns=columns)


def test_a_table_that_the_steward_does_not_see_does_not_exist(
    tenant: Tenant, steward: User, library: DataSource
) -> None:
    with tenant_scope(tenant.id):
        with pytest.raises(Refused) as refused:
            save(OWN_BRANCH, steward=steward, source=library)

        assert {violation.rule for violation in refused.value.violations} == {"tables"}
        assert Grant.objects.count() == 0


def test_seen_it_may_be_asked_and_what_was_meant_is_kept(tenant: Tenant, steward: User, library: DataSource) -> None:
    with tenant_scope(tenant.id):
        see_staff(steward, library, "login", "branch")

        grant = save(OWN_BRANCH, steward=steward, source=library)

    assert grant.row_predicate == OWN_BRANCH
    assert grant.row_predicate_meaning == (
        'EXISTS(SELECT 1 FROM "main"."staff" AS "__c2s_p1" WHERE "__c2s_p1"."login" = :login AND '
        '"__c2s_p1"."branch" = "__c2s_scan"."branch")'
    )


@pytest.mark.parametrize("column", ["phone", "note"])
def test_neither_a_masked_nor_a_hidden_column_of_it_may_be(
    tenant: Tenant, steward: User, library: DataSource, column: str
) -> None:
    with tenant_scope(tenant.id):
        see_staff(steward, library, "login", "branch", "phone")
        set_column_rule(
            RuleWish("phones", AudienceKind.ROLE, Role.ADMIN.value, STAFF),
            user=steward,
            data_source=library,
            column="phone",
            treatment=Treatment.MASKED,
            mask=MaskKind.FULL,
        )

        with pytest.raises(Refused) as refused:
            save(f"EXISTS (SELECT 1 FROM staff s WHERE s.{column} > 'm')", steward=steward, source=library)

    assert [violation.rule for violation in refused.value.violations] == ["columns"]


def test_a_name_that_an_unseen_column_would_catch_is_refused(
    tenant: Tenant, steward: User, library: DataSource
) -> None:
    with tenant_scope(tenant.id):
        see_staff(steward, library, "login", "branch")

        # To the steward `reader` is the loan's; to the engine it would be the member of staff's.
        with pytest.raises(Refused) as refused:
            save("EXISTS (SELECT 1 FROM staff WHERE reader = 5)", steward=steward, source=library)
        assert save("EXISTS (SELECT 1 FROM staff WHERE loans.reader = 5)", steward=steward, source=library)

    (violation,) = refused.value.violations
    assert violation.message == "A name in the predicate can mean several things."


def test_a_restriction_is_checked_alike(tenant: Tenant, steward: User, library: DataSource) -> None:
    with tenant_scope(tenant.id), pytest.raises(Refused):
        set_grant(
            RuleWish("only", AudienceKind.ROLE, Role.ANALYST.value, LOANS),
            user=steward,
            data_source=library,
            row_predicate=OWN_BRANCH,
            effect=Effect.RESTRICTIVE,
        )


@pytest.mark.parametrize("value", [5, ("a", "b")])
def test_an_attribute_of_another_type_is_refused(
    tenant: Tenant, steward: User, library: DataSource, value: int | tuple[str, ...]
) -> None:
    with tenant_scope(tenant.id):
        people.set_attribute(user=steward, name="branch", value=value, actor=None)

        with pytest.raises(Refused):
            save("branch = :branch", steward=steward, source=library)


def test_a_name_that_means_the_same_for_everybody_is_given_to_nobody(tenant: Tenant, steward: User) -> None:
    with tenant_scope(tenant.id), pytest.raises(InvalidInput):
        people.set_attribute(user=steward, name="today", value="2020-01-01", actor=None)


def policy(user: User, source: DataSource, now: datetime = TEN_ON_MONDAY) -> AccessPolicy:
    return access_policy(user_id=user.id, data_source=DataSource.objects.get(id=source.id), now=now)


def test_the_moment_is_that_of_the_sources_clocks(tenant: Tenant, steward: User, library: DataSource) -> None:
    analyst = make_member(tenant, Role.ANALYST, username="ana")
    with tenant_scope(tenant.id):
        save(
            "fee > :hour AND fee > :weekday AND branch = :user_id AND branch <> :login",
            steward=steward,
            source=library,
        )

        assert policy(analyst, library).attributes == {
            "hour": 10,
            "weekday": 1,
            "user_id": str(analyst.id),
            "login": "ana",
        }


def test_only_what_is_named_counts(tenant: Tenant, steward: User, library: DataSource) -> None:
    analyst = make_member(tenant, Role.ANALYST, username="ana")
    with tenant_scope(tenant.id):
        save("branch = 'north' OR branch = ':hour'", steward=steward, source=library)
        before, after = policy(analyst, library), policy(analyst, library, now=datetime(2026, 7, 1, tzinfo=UTC))

    assert before.attributes == {}
    assert before.fingerprint == after.fingerprint


def test_when_a_named_hour_ends_the_policy_no_longer_holds(tenant: Tenant, steward: User, library: DataSource) -> None:
    analyst = make_member(tenant, Role.ANALYST, username="ana")
    viewer = make_member(tenant, Role.VIEWER, username="vic")
    with tenant_scope(tenant.id):
        save(":hour BETWEEN 9 AND 17", steward=steward, source=library)
        save("fee > 0", steward=steward, source=library, name="fees", to=Role.VIEWER)
        at_ten, a_minute_later, at_eleven = (
            policy(analyst, library, now=TEN_ON_MONDAY.replace(hour=hour, minute=minute)).fingerprint
            for hour, minute in ((2, 30), (2, 31), (3, 0))
        )
        viewers = {policy(viewer, library, now=TEN_ON_MONDAY.replace(hour=hour)).fingerprint for hour in (2, 3)}

    assert at_ten == a_minute_later != at_eleven
    assert len(viewers) == 1


def test_a_given_attribute_never_stands_for_the_moment(tenant: Tenant, steward: User, library: DataSource) -> None:
    analyst = make_member(tenant, Role.ANALYST, username="ana")
    with tenant_scope(tenant.id):
        given = people.set_attribute(user=analyst, name="hours", value=3, actor=None)
        type(given).objects.filter(pk=given.pk).update(name="hour")
        save("fee > :hour", steward=steward, source=library)

        assert policy(analyst, library).attributes == {"hour": 10}
