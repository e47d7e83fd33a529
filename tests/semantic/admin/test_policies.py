"""Grants and column rules on the pages of the admin: refused at the field that is wrong, listed in words."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from apps.scope import tenant_scope
from apps.semantic.models import ColumnRule, DataSource, Grant
from apps.semantic.models.policy import AudienceKind
from apps.tenants.models import Tenant, User
from apps.tenants.services import create_group
from tests.people import Caller
from tests.semantic.admin.pages import (
    add,
    errors_of,
    grant_to,
    only,
    page,
)


@pytest.mark.parametrize(
    ("said", "field", "reason"),
    [
        ({"row_predicate": "1 = (SELECT 1)"}, "row_predicate", "SUBQUERY is not allowed in a condition."),
        ({"row_predicate": "fee > 1; DROP TABLE loans"}, "row_predicate", "SELECT is not allowed in a condition."),
        ({"row_predicate": "region = 'x'"}, "row_predicate", "There is no column region here."),
        ({"row_predicate": "fee > :nothing"}, "row_predicate", ":nothing is not allowed in a condition."),
        ({"columns": ["phone"]}, "columns", "Select a valid choice. phone is not one of the available choices."),
        ({"columns": []}, "columns", "Tick at least one column: a grant without columns gives nothing."),
        ({"effect": "restrictive"}, "row_predicate", "a restrictive grant needs one"),
        ({"whom": "user:6e1f9d1e-0000-4000-8000-000000000000"}, "whom", None),
    ],
)
def test_a_grant_that_means_nothing_is_refused_at_its_field(
    caller: Caller,
    tenant: Tenant,
    administrator: User,
    library: DataSource,
    said: dict[str, Any],
    field: str,
    reason: Any,
) -> None:
    caller.as_(administrator, tenant)
    on = {"data_source": str(library.pk), "schema": "main", "table": "loans"}
    good = {"name": "loans", "is_active": "on", "whom": "role:analyst", "effect": "permissive", "columns": ["fee"]}

    errors = errors_of(add(caller, "grant", on, good | said))

    assert list(errors) == [field]
    assert reason in (None, errors[field][0])
    with tenant_scope(tenant.id):
        assert Grant.objects.count() == 0


def test_a_new_grant_does_not_replace_one_of_the_same_name(
    caller: Caller, tenant: Tenant, administrator: User, library: DataSource
) -> None:
    caller.as_(administrator, tenant)
    on = {"data_source": str(library.pk), "schema": "main", "table": "loans"}
    said = {"name": "loans", "is_active": "on", "whom": "role:analyst", "effect": "permissive", "columns": ["fee"]}
    add(caller, "grant", on, said)

    assert "__all__" in errors_of(add(caller, "grant", on, said | {"columns": ["id"]}))
    assert only(Grant, tenant).columns == ["fee"]


def test_a_renamed_grant_is_still_one_grant(
    caller: Caller, tenant: Tenant, administrator: User, library: DataSource
) -> None:
    caller.as_(administrator, tenant)
    on = {"data_source": str(library.pk), "schema": "main", "table": "loans"}
    said = {"name": "loans", "is_active": "on", "whom": "role:analyst", "effect": "permissive", "columns": ["fee"]}
    add(caller, "grant", on, said)
    grant = only(Grant, tenant)

    caller.post(page("grant", "change", grant.pk), said | {"name": "all loans", "columns": ["id", "fee"]})

    renamed = only(Grant, tenant)
    assert (renamed.pk, renamed.name, renamed.columns) == (grant.pk, "all loans", ["id", "fee"])


def test_a_mask_is_named_by_masked_columns_only(
    caller: Caller, tenant: Tenant, administrator: User, library: DataSource
) -> None:
    caller.as_(administrator, tenant)
    on = {"data_source": str(library.pk), "schema": "main", "table": "authors"}
    said = {"name": "phones", "is_active": "on", "whom": "role:viewer", "column": "phone", "treatment": "masked"}

    assert errors_of(add(caller, "columnrule", on, said)) == {"mask": ["Choose how the masked values look."]}
    add(caller, "columnrule", on, said | {"mask": "phone"})
    rule = only(ColumnRule, tenant)
    assert (rule.column, rule.treatment, rule.mask, rule.audience) == ("phone", "masked", "phone", "viewer")


@pytest.mark.parametrize(
    ("column", "mask", "options", "field", "reason"),
    [
        ("lent_on", "date", {}, "unit", "a date mask needs one of month, quarter, year"),
        ("lent_on", "date", {"unit": "day"}, "unit", None),
        ("lent_on", "number", {"step": "10"}, "mask", "this mask does not suit a column of this kind"),
        ("fee", "number", {}, "step", "a number mask needs a positive number of at most 15 digits and 6 decimals"),
        ("author_id", "number", {"step": "0.5"}, "step", "must be a whole number for a column of whole numbers"),
        ("fee", "hash", {}, "mask", "this mask does not suit a column of this kind"),
        ("fee", "partial", {"keep_start": "1"}, "mask", "this mask does not suit a column of this kind"),
        ("fee", "custom", {}, "expression", "a custom mask needs one"),
        ("fee", "custom", {"expression": "nothing"}, "expression", "There is no column nothing here."),
        ("fee", "custom", {"expression": "(SELECT 1)"}, "expression", "SUBQUERY is not allowed in a condition."),
    ],
)
def test_a_mask_that_means_nothing_is_refused_at_its_field(
    caller: Caller,
    tenant: Tenant,
    administrator: User,
    library: DataSource,
    column: str,
    mask: str,
    options: dict[str, str],
    field: str,
    reason: str | None,
) -> None:
    caller.as_(administrator, tenant)
    on = {"data_source": str(library.pk), "schema": "main", "table": "loans"}
    said = {"name": "m", "is_active": "on", "whom": "role:viewer", "treatment": "masked"}

    errors = errors_of(add(caller, "columnrule", on, said | {"column": column, "mask": mask} | options))

    assert list(errors) == [field]
    assert reason in (None, errors[field][0])
    with tenant_scope(tenant.id):
        assert ColumnRule.objects.count() == 0


def test_a_mask_keeps_its_own_options_and_shows_them_again(
    caller: Caller, tenant: Tenant, administrator: User, library: DataSource
) -> None:
    caller.as_(administrator, tenant)
    on = {"data_source": str(library.pk), "schema": "main", "table": "loans"}
    said = {"name": "fees", "is_active": "on", "whom": "role:viewer", "column": "fee", "treatment": "masked"}
    add(caller, "columnrule", on, said | {"mask": "number", "step": "2.50", "unit": "year", "keep_end": "3"})
    rule = only(ColumnRule, tenant)
    shown = caller.get(page("columnrule", "change", rule.pk)).context["adminform"].form

    assert rule.mask_options == {"step": "2.5"}
    assert [shown[name].value() for name in ("mask", "step", "unit")] == ["number", "2.5", None]


def test_a_hash_needs_the_operators_key(
    caller: Caller, tenant: Tenant, administrator: User, library: DataSource, settings: Settings
) -> None:
    caller.as_(administrator, tenant)
    on = {"data_source": str(library.pk), "schema": "main", "table": "authors"}
    said = {"name": "n", "is_active": "on", "whom": "role:viewer", "column": "name", "treatment": "masked"}
    settings.MASK_KEY = ""

    errors = errors_of(add(caller, "columnrule", on, said | {"mask": "hash"}))
    settings.MASK_KEY = "k" * 32
    add(caller, "columnrule", on, said | {"mask": "hash"})

    assert errors == {"mask": ["needs a key: the operator has to set MASK_KEY first"]}
    assert (only(ColumnRule, tenant).mask, only(ColumnRule, tenant).mask_options) == ("hash", {})


def test_who_may_only_look_sees_the_options(
    caller: Caller, tenant: Tenant, administrator: User, auditor: User, library: DataSource
) -> None:
    caller.as_(administrator, tenant)
    on = {"data_source": str(library.pk), "schema": "main", "table": "authors"}
    said = {"name": "names", "is_active": "on", "whom": "role:viewer", "column": "name", "treatment": "masked"}
    add(caller, "columnrule", on, said | {"mask": "partial", "keep_start": "1"})
    rule = only(ColumnRule, tenant)

    seen = caller.as_(auditor, tenant).get(page("columnrule", "change", rule.pk))

    assert seen.status_code == 200
    assert "keep_start" in seen.content.decode()


def test_the_list_of_grants_says_whom_each_concerns_in_the_same_number_of_queries(
    caller: Caller,
    tenant: Tenant,
    administrator: User,
    viewer: User,
    library: DataSource,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with tenant_scope(tenant.id):
        readers = create_group(name="Readers", actor=None)
        audiences = [
            (AudienceKind.ROLE, "analyst"),
            (AudienceKind.GROUP, readers.pk),
            (AudienceKind.USER, viewer.pk),
            (AudienceKind.USER, "6e1f9d1e-0000-4000-8000-000000000000"),
        ]
        for number, (kind, audience) in enumerate(audiences):
            grant_to(kind, audience, name=f"g{number}", administrator=administrator, source=library)
    caller.as_(administrator, tenant)
    caller.get(page("grant"))

    with django_assert_num_queries(15):
        rows = caller.get(page("grant")).context["cl"].result_list

    assert [row.spoken_audience for row in rows] == [
        "everybody who is Analyst",
        "the group Readers",
        "acme-viewer",
        "nobody of this tenant any more",
    ]
