"""A steward adds a function to what SQL may call on one source; some can never be added; each change is on record."""

import pytest
from django.utils import timezone

from apps.audit.models import AuditEvent
from apps.errors import Forbidden, InvalidInput
from apps.scope import tenant_scope
from apps.semantic.catalog import current_catalog, stored_catalog
from apps.semantic.models import DataSource
from apps.semantic.services.functions import allow_function, disallow_function, set_functions
from apps.tenants.models import Tenant, User
from apps.tenants.roles import Role
from tests.people import audit_actions, make_member
from tests.semantic.services.test_saving_predicates import library, steward

__all__ = ["library", "steward"]

NEVER = """
    pg_sleep pg_read_file pg_catalog lo_import dblink dblink_exec query_to_xml table_to_xml set_config current_setting
    nextval setval load_extension readfile load_file sleep benchmark get_lock ts_stat crosstab http_get version user
    extractvalue updatexml count json_each row_number sqlite_version __c2s_hash
"""


def test_an_added_function_is_part_of_the_schema_that_sql_is_checked_against(
    tenant: Tenant, steward: User, library: DataSource
) -> None:
    with tenant_scope(tenant.id):
        version = library.policy_version
        allow_function(user=steward, data_source=library, name="  Fiscal_Week ")
        stored = DataSource.objects.get(id=library.id)

        assert stored.added_functions == ["fiscal_week"]
        assert stored.policy_version == version + 1
        assert stored_catalog(stored).functions == ("fiscal_week",)
        assert current_catalog(stored, now=timezone.now())[0].functions == ("fiscal_week",)
        data = AuditEvent.objects.filter(action="function.allowed").values_list("data", flat=True)
        assert ["fiscal_week" in text for text in data] == [True]


def test_what_stands_already_is_not_recorded_again(tenant: Tenant, steward: User, library: DataSource) -> None:
    with tenant_scope(tenant.id):
        allow_function(user=steward, data_source=library, name="fiscal_week")
        before = audit_actions(tenant)
        allow_function(user=steward, data_source=library, name="fiscal_week")
        allow_function(user=steward, data_source=library, name="upper")
        disallow_function(user=steward, data_source=library, name="never_added")

        assert audit_actions(tenant) == before
        assert DataSource.objects.get(id=library.id).added_functions == ["fiscal_week"]


def test_a_function_is_taken_away_at_once(tenant: Tenant, steward: User, library: DataSource) -> None:
    with tenant_scope(tenant.id):
        set_functions(user=steward, data_source=library, names=["b", "a"])
        set_functions(user=steward, data_source=library, names=["c", "a"])

        assert DataSource.objects.get(id=library.id).added_functions == ["a", "c"]
        assert audit_actions(tenant)[-4:] == [
            "function.allowed",
            "function.allowed",
            "function.disallowed",
            "function.allowed",
        ]


@pytest.mark.parametrize("name", NEVER.split())
def test_what_no_word_makes_harmless_cannot_be_added(
    name: str, tenant: Tenant, steward: User, library: DataSource
) -> None:
    with tenant_scope(tenant.id):
        with pytest.raises(InvalidInput):
            allow_function(user=steward, data_source=library, name=name)

        assert DataSource.objects.get(id=library.id).added_functions == []


@pytest.mark.parametrize("name", ["", "a b", "public.f", 'f"', "f()", "f;", "1f", "f" * 64, "函数", "f-g", "f\u00a0x"])
def test_only_one_plain_name_is_a_function(name: str, tenant: Tenant, steward: User, library: DataSource) -> None:
    with tenant_scope(tenant.id), pytest.raises(InvalidInput):
        allow_function(user=steward, data_source=library, name=name)


def test_who_may_not_edit_policies_adds_nothing(tenant: Tenant, library: DataSource) -> None:
    analyst = make_member(tenant, Role.ANALYST, username="analyst")
    with tenant_scope(tenant.id):
        with pytest.raises(Forbidden):
            allow_function(user=analyst, data_source=library, name="fiscal_week")

        assert DataSource.objects.get(id=library.id).added_functions == []
