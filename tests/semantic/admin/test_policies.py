"""Grants and column rules on the pages of the admin: refused at the field that is wrong, listed in words."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

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
