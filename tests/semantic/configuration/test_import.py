"""A file becomes the state that it describes, once; what it does not name stays."""

from apps.scope import tenant_scope
from apps.semantic.connectors import settings_of
from apps.semantic.models import ColumnRule, DataSource, Grant
from apps.tenants import selectors
from apps.tenants.models import Tenant, User
from apps.tenants.roles import Role
from tests.people import audit_actions
from tests.semantic.configuration.conftest import ACME, ask, changed, stored


def test_a_new_tenant_gets_all_that_the_file_names(run_import):
    plans = run_import(ACME)

    assert changed(plans) == [
        "+ tenant acme",
        "+ user alice",
        "+ user wang",
        "+ member alice",
        "+ member wang",
        "+ attribute wang/region",
        "+ attribute wang/clearance",
        "+ group 财务",
        "+ place 财务/wang",
        "+ source shop",
        "+ schema shop",
        "+ grant shop/orders",
        "+ grant shop/finance",
        "+ column_rule shop/phones",
    ]
    tenant, wang = Tenant.objects.get(slug="acme"), User.objects.get(username="wang")
    with tenant_scope(tenant.id):
        assert selectors.roles_of(wang.id) == {Role.ANALYST}
        assert selectors.attributes_of(wang.id) == {"region": "华北", "clearance": 3}
        assert Grant.objects.get(name="orders").columns == ["amount", "customer_id", "id", "region"]
        assert Grant.objects.get(name="finance").audience == str(selectors.groups().get().id)
        assert ColumnRule.objects.get().audience == str(wang.id)
    assert not wang.has_usable_password()
    assert User.objects.get(username="alice").check_password("a long and quiet night")
    assert audit_actions(tenant) == [
        "tenant.created",
        "member.added",
        "member.added",
        "attribute.set",
        "attribute.set",
        "group.created",
        "group.joined",
        "row.added",
        "schema.read",
        "grant.changed",
        "grant.changed",
        "grant.changed",
    ]


def test_the_second_time_there_is_nothing_to_change_or_record(run_import):
    run_import(ACME)
    before = stored()

    assert changed(run_import(ACME)) == []
    assert stored() == before


def test_a_dry_run_shows_the_same_and_touches_nothing(run_import):
    before = stored()
    shown = run_import(ACME, dry_run=True)

    assert stored() == before
    assert changed(shown) == changed(run_import(ACME))


def test_what_the_file_does_not_name_stays(run_import):
    run_import(ACME)
    smaller = ACME.replace("attributes: {region: 华北, clearance: 3}", "").replace("        full_name: 王维\n", "")
    before = stored()

    assert changed(run_import(smaller[: smaller.index("    groups:")])) == []
    assert stored() == before


def test_only_what_differs_is_changed_and_told_with_old_and_new(run_import):
    run_import(ACME)
    plans = run_import(
        ACME.replace("clearance: 3", "clearance: 4")
        .replace("roles: [analyst]", "roles: [analyst, viewer]")
        .replace("title: Shop", "title: Store\n        max_rows: 10")
        .replace("columns: [id, phone]", "columns: [id, name, phone]")
    )

    (plan,) = plans
    assert [(c.names, d.name, d.old, d.new) for c in plan.changes for d in c.details] == [
        (("wang",), "roles", frozenset({"analyst"}), frozenset({"analyst", "viewer"})),
        (("wang", "clearance"), "value", 3, 4),
        (("shop",), "title", "Shop", "Store"),
        (("shop",), "max_rows", 1000, 10),
        (("shop", "finance"), "columns", frozenset({"id", "phone"}), frozenset({"id", "name", "phone"})),
    ]
    assert audit_actions(Tenant.objects.get())[-4:] == [
        "member.changed",
        "attribute.set",
        "row.changed",
        "grant.changed",
    ]


def test_all_columns_are_listed_so_that_a_later_one_stays_hidden(run_import, shop):
    run_import(ACME)
    ask(shop, "ALTER TABLE orders ADD COLUMN margin DECIMAL")

    assert changed(run_import(ACME)) == []
    with tenant_scope(Tenant.objects.get().id):
        assert "margin" not in Grant.objects.get(name="orders").columns


def test_the_schema_is_read_anew_when_the_file_names_what_it_lacks(run_import, shop):
    run_import(ACME)
    ask(shop, "ALTER TABLE customers ADD COLUMN email TEXT")

    plans = run_import(ACME.replace("columns: [id, phone]", "columns: [id, phone, email]"))

    assert changed(plans) == ["~ schema shop", "~ grant shop/finance"]


def test_rules_that_the_file_no_longer_names_are_removed_only_when_asked_for(run_import):
    run_import(ACME)
    without = "\n".join(
        line for line in ACME.splitlines() if "name: finance" not in line and "name: phones" not in line
    )
    without = without.replace("        column_rules:", "")

    assert changed(run_import(without)) == []
    assert changed(run_import(without, prune=True, dry_run=True)) == [
        "- grant shop/finance",
        "- column_rule shop/phones",
    ]
    assert changed(run_import(without, prune=True)) == ["- grant shop/finance", "- column_rule shop/phones"]
    with tenant_scope(Tenant.objects.get().id):
        assert list(Grant.objects.values_list("name", flat=True)) == ["orders"]
        assert not ColumnRule.objects.exists()


def test_a_member_is_ended_and_let_in_again(run_import):
    run_import(ACME)
    wang = User.objects.get(username="wang")
    ended = (
        ACME.replace("        full_name: 王维", "        is_active: false")
        .replace("          - {name: phones, user: wang,", "          - {name: phones, role: analyst,")
        .replace(", members: [wang]", "")
    )

    assert changed(run_import(ended)) == ["~ member wang", "~ column_rule shop/phones"]
    with tenant_scope(Tenant.objects.get().id):
        assert selectors.roles_of(wang.id) == frozenset()
    assert changed(run_import(ended)) == []
    assert changed(run_import(ACME)) == ["~ member wang", "~ column_rule shop/phones"]


def test_a_password_from_the_environment_is_kept_sealed_and_in_step(run_import):
    with_password = ACME.replace("database: shop.db", "database: shop.db\n        password: {env: SHOP}")
    run_import(with_password)
    tenant = Tenant.objects.get()
    with tenant_scope(tenant.id):
        source = DataSource.objects.get()
        assert settings_of(source).password.reveal() == "CANARY-5e0c-source"

    assert changed(run_import(with_password)) == []
    with tenant_scope(tenant.id):
        DataSource.objects.update(sealed_password="")
    assert changed(run_import(with_password)) == ["~ source shop"]


def test_the_same_address_written_otherwise_keeps_the_password(run_import, shop):
    with_password = ACME.replace("database: shop.db", "database: shop.db\n        password: {env: SHOP}")
    run_import(with_password)
    shop.rename(shop.with_name("other.db"))

    assert changed(run_import(with_password.replace("shop.db", "other.db"))) == ["~ source shop"]
    with tenant_scope(Tenant.objects.get().id):
        assert settings_of(DataSource.objects.get()).password.reveal() == "CANARY-5e0c-source"
    assert changed(run_import(with_password.replace("shop.db", "other.db"))) == []


def test_a_person_of_two_tenants_is_one_identity(run_import):
    second = ACME.replace("acme", "globex").replace("name: Acme", "name: Globex").replace("tenants:\n", "")

    plans = run_import(ACME + second)

    assert "+ user wang" in changed(plans[:1])
    assert not {"+ user wang", "~ user wang"} & set(changed(plans[1:]))
    assert User.objects.filter(username="wang").count() == 1
    assert changed(run_import(ACME + second)) == []


def test_a_mask_has_its_options_whichever_way_they_are_written(run_import):
    ends = ACME.replace("mask: phone", "mask: {kind: partial, keep_start: 3, keep_end: 2}")
    run_import(ends)

    with tenant_scope(Tenant.objects.get().id):
        assert ColumnRule.objects.get().mask_options == {"keep_start": 3, "keep_end": 2}
    assert changed(run_import(ends)) == []
    assert changed(run_import(ends.replace("keep_start: 3", "keep_start: 2"))) == ["~ column_rule shop/phones"]

    step = ACME.replace(
        "table: customers, column: phone, mask: phone", "table: orders, column: amount, mask: {kind: number, step: 100}"
    )
    run_import(step)
    assert changed(run_import(step.replace("step: 100", "step: 100.0"))) == []
