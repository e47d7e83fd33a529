"""Sources on the pages of the admin: passwords go in only, tests and schemas speak plainly."""

from apps.audit.models import AuditEvent
from apps.scope import tenant_scope
from apps.semantic.models import DataSource
from apps.tenants.models import Tenant, User
from tests.people import Caller, audit_actions
from tests.semantic.admin.pages import (
    add,
    errors_of,
    only,
    page,
    press,
    server_fields,
    source_fields,
)

CANARY = "canary-4f1d9b-password"


def test_a_password_goes_in_and_never_comes_out(caller: Caller, tenant: Tenant, administrator: User) -> None:
    caller.as_(administrator, tenant)
    add(caller, "datasource", {"engine": "postgres"}, server_fields(password=CANARY))
    source = only(DataSource, tenant)
    assert source.sealed_password
    caller.post(page("datasource", "change", source.pk), server_fields(title="Shop"))
    assert only(DataSource, tenant).sealed_password == source.sealed_password  # an empty field changes nothing

    wrong = caller.post(page("datasource", "change", source.pk), server_fields(timezone="Nowhere", password=CANARY))
    assert errors_of(wrong) == {"timezone": ["there is no such time zone"]}
    pages = [page("datasource"), page("datasource", "change", source.pk), page("datasource", "history", source.pk)]
    shown = wrong.content + b"".join(caller.get(address).content for address in pages)
    with tenant_scope(tenant.id):
        on_record = " ".join(AuditEvent.objects.values_list("data", flat=True))
    assert CANARY not in shown.decode()
    assert CANARY not in on_record
    assert source.sealed_password not in shown.decode()


def test_a_password_does_not_follow_to_another_address(caller: Caller, tenant: Tenant, administrator: User) -> None:
    caller.as_(administrator, tenant)
    add(caller, "datasource", {"engine": "postgres"}, server_fields(password=CANARY))
    source = only(DataSource, tenant)

    moved = caller.post(page("datasource", "change", source.pk), server_fields(host="evil.example"), follow=True)

    assert only(DataSource, tenant).sealed_password == ""
    assert "has been removed; enter it again" in moved.content.decode()


def test_a_source_that_does_not_answer_says_so(caller: Caller, tenant: Tenant, administrator: User) -> None:
    caller.as_(administrator, tenant)
    add(caller, "datasource", {"engine": "sqlite"}, source_fields(database="missing.sqlite"))
    source = only(DataSource, tenant)

    assert "The connection works" not in press(caller, "datasource", source, "test_connection")
    assert audit_actions(tenant)[-1] == "datasource.tested"


def test_the_schema_is_shown_with_its_keys(caller: Caller, tenant: Tenant, steward: User, library: DataSource) -> None:
    caller.as_(steward, tenant)

    shown = caller.get(page("datasource", "change", library.pk)).context["schema"]

    assert [(t.name, [c.name for c in t.columns], set(t.key)) for t in shown.tables] == [
        ("main.authors", ["id", "name", "phone"], {"id"}),
        ("main.loans", ["id", "author_id", "lent_on", "fee"], {"id"}),
    ]


def test_functions_are_added_one_a_line_and_never_a_dangerous_one(
    caller: Caller, tenant: Tenant, administrator: User, library: DataSource
) -> None:
    caller.as_(administrator, tenant)
    address = page("datasource", "change", library.pk)

    caller.post(address, source_fields(added_functions="fiscal_week\nsimilarity"))
    refused = caller.post(address, source_fields(added_functions="fiscal_week\npg_sleep"))

    assert errors_of(refused) == {"added_functions": ["this function can never be allowed"]}
    assert only(DataSource, tenant).added_functions == ["fiscal_week", "similarity"]
    assert audit_actions(tenant)[-2:] == ["function.allowed", "function.allowed"]


def test_the_smallest_group_is_set_here_and_one_value_is_no_group(
    caller: Caller, tenant: Tenant, administrator: User, library: DataSource
) -> None:
    caller.as_(administrator, tenant)
    address = page("datasource", "change", library.pk)

    caller.post(address, source_fields(smallest_group=10))
    refused = caller.post(address, source_fields(smallest_group=1))

    assert list(errors_of(refused)) == ["smallest_group"]
    assert only(DataSource, tenant).smallest_group == 10
    assert audit_actions(tenant)[-1] == "row.changed"
