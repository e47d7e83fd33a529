"""A file that is wrong, or asks for what may not be: every problem is told with its line, and nothing is changed."""

import pytest

from apps.scope import tenant_scope
from apps.semantic.configuration.importing import ChangedMeanwhile, Import
from apps.semantic.configuration.problems import Rejected
from apps.semantic.configuration.words import problem_lines
from apps.tenants import services
from apps.tenants.models import Tenant, User
from apps.tenants.roles import Role
from tests.people import make_member
from tests.semantic.configuration.conftest import ACME, changed, stored


@pytest.fixture(autouse=True)
def english(settings) -> None:
    settings.LANGUAGE_CODE = "en"


def problems_of(run_import, text: str, **options: object) -> list[str]:
    before = stored()
    with pytest.raises(Rejected) as rejected:
        run_import(text, **options)
    assert stored() == before
    return list(problem_lines(rejected.value.problems))


def test_all_problems_of_a_file_are_told_at_once(run_import):
    broken = (
        ACME.replace("columns: [id, phone]", "columns: [id, fone]")
        .replace("region = :region", "regoin = :region")
        .replace("user: wang", "user: wagn")
        .replace("mask: phone", "mask: phone, treatment: masked")
    )

    predicate, *others = problems_of(run_import, broken)

    assert predicate.startswith("line 22, tenants[0].data_sources[0].grants[0]: ")
    assert "regoin" in predicate
    assert others == [
        (
            "line 23, tenants[0].data_sources[0].grants[1].columns: The table main.customers has no column “fone”."
            " Did you mean phone?"
        ),
        (
            "line 25, tenants[0].data_sources[0].column_rules[0].user: “wagn” is no member of this tenant, here or in"
            " the database. Did you mean wang?"
        ),
    ]


def test_what_a_service_refuses_is_told_with_the_line_that_asked_for_it(run_import):
    broken = ACME.replace("region = :region", "pg_sleep(9) = 1").replace(
        "title: Shop", "title: Shop\n        max_rows: 0"
    )

    assert [line.partition(":")[0] for line in problems_of(run_import, broken)] == [
        "line 17, tenants[0].data_sources[0]"
    ]
    assert [
        line.partition(":")[0] for line in problems_of(run_import, ACME.replace("region = :region", "pg_sleep(9) = 1"))
    ] == ["line 22, tenants[0].data_sources[0].grants[0]"]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("password: {env: ALICE}", "password: a-literal-canary"),
        ("password: {env: ALICE}", "password: {env: a-literal-canary}"),
        ("password: {env: ALICE}", "password: {env: ALICE, value: a-literal-canary}"),
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_repeated(run_import, written, instead):
    (line,) = problems_of(run_import, ACME.replace(written, instead))

    assert line == (
        "line 7, tenants[0].users[0].password: A secret does not stand in the file."
        " Write {env: NAME} and give the secret in the environment variable NAME."
    )


def test_missing_variables_are_named_all_at_once(run_import):
    text = ACME.replace("{env: ALICE}", "{env: NOT_SET}").replace("title: Shop", "password: {env: NEITHER}")

    assert problems_of(run_import, text) == [
        (
            "line 7, tenants[0].users[0].password: The environment variable NOT_SET is not set, or is one of the"
            " product's own."
        ),
        (
            "line 18, tenants[0].data_sources[0].password: The environment variable NEITHER is not set, or is one of"
            " the product's own."
        ),
    ]


def test_a_database_that_cannot_be_read_stops_the_import(run_import):
    (line,) = problems_of(run_import, ACME.replace("shop.db", "no-such.db"))

    assert line.startswith("line 17, tenants[0].data_sources[0]: ")


def test_an_attribute_has_one_type_for_all_members(run_import):
    two = ACME.replace("roles: [admin]", "roles: [admin]\n        attributes: {clearance: high}")

    assert problems_of(run_import, two) == [
        (
            "line 10, tenants[0].users[0].attributes.clearance: This attribute is text here, but not for every member:"
            " number, text."
        ),
        (
            "line 14, tenants[0].users[1].attributes.clearance: This attribute is number here, but not for every"
            " member: number, text."
        ),
    ]


def test_the_engine_of_a_source_stays(run_import):
    run_import(ACME)

    (line,) = problems_of(run_import, ACME.replace("engine: sqlite", "engine: postgres"))

    assert "The engine of a data source stays" in line


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST, Role.AUDITOR, Role.STEWARD])
def test_whoever_may_not_do_it_by_hand_may_not_import_it(run_import, role):
    run_import(ACME)
    make_member(Tenant.objects.get(), role, username="mallory")

    lines = problems_of(run_import, ACME.replace("max_rows", "x"), acting="mallory")

    assert "mallory may not do this here (member.edit)" in lines[0]
    assert "mallory may not do this here (datasource.edit)" in "\n".join(lines)


def test_nobody_is_whom_the_file_or_the_database_do_not_know(run_import):
    assert "nobody may not do this here (datasource.edit)" in problems_of(run_import, ACME, acting="nobody")[0]


def test_an_administrator_cannot_reach_into_another_tenant_by_a_shared_name(run_import):
    run_import(ACME)
    globex = services.create_tenant(slug="globex", name="Globex")
    make_member(globex, Role.ADMIN, username="gina")

    taken_over = ACME.replace("username: wang", "username: gina\n        password: {env: ALICE}")
    lines = problems_of(run_import, taken_over.replace("[wang]", "[gina]").replace("user: wang", "user: gina"))

    assert [line.partition(": ")[2] for line in lines] == [
        (
            "gina belongs to another tenant or is an operator; only operators change that."
            " Name somebody with --as who may, or an operator."
        ),
        (
            "gina exists outside of this tenant; only operators let them in."
            " Name somebody with --as who may, or an operator."
        ),
    ]


def test_nor_change_a_member_whom_another_tenant_has_too(run_import):
    run_import(ACME)
    with tenant_scope(services.create_tenant(slug="globex", name="Globex").id):
        services.add_member(user=User.objects.get(username="wang"), roles=[Role.VIEWER], actor=None)

    (line,) = problems_of(run_import, ACME.replace("王维", "王五"))

    assert "only operators change that" in line


def test_an_operator_may_let_in_whom_another_tenant_has(run_import, operator):
    globex = services.create_tenant(slug="globex", name="Globex")
    make_member(globex, Role.VIEWER, username="wang", full_name="王维")

    assert "+ member wang" in changed(run_import(ACME, acting="operator"))


def test_only_operators_rename_a_tenant(run_import, operator):
    run_import(ACME)
    renamed = ACME.replace("name: Acme", "name: Acme Ltd")

    assert "Only operators change a tenant itself" in problems_of(run_import, renamed)[0]
    assert changed(run_import(renamed, acting="operator")) == ["~ tenant acme"]


def test_a_suspended_tenant_is_left_alone(run_import):
    run_import(ACME)
    Tenant.objects.update(status="suspended")

    assert "This tenant is suspended." in problems_of(run_import, ACME.replace("Shop", "Store"))[0]


def test_what_somebody_changed_meanwhile_is_not_overwritten(run_import, monkeypatch):
    run_import(ACME)
    rehearse = Import._rehearse

    def rehearse_while_somebody_works(self, plans, secrets, *, without):
        rehearse(self, plans, secrets, without=without)
        with tenant_scope(Tenant.objects.get().id):
            wang = User.objects.get(username="wang")
            services.set_attribute(user=wang, name="clearance", value=9, actor=None)
        return []

    monkeypatch.setattr(Import, "_rehearse", rehearse_while_somebody_works)

    with pytest.raises(ChangedMeanwhile):
        run_import(ACME.replace("clearance: 3", "clearance: 4"))


@pytest.mark.parametrize("mask", ["{kind: date}", "{kind: phone, step: 3}", "{kind: partial, keep_start: -1}"])
def test_a_mask_with_options_that_are_not_its_own_is_refused(run_import, mask):
    (line,) = problems_of(run_import, ACME.replace("mask: phone", f"mask: {mask}"))

    assert line.startswith("line 25, tenants[0].data_sources[0].column_rules[0].mask: ")


def test_a_mask_that_does_not_suit_the_column_is_refused(run_import):
    (line,) = problems_of(run_import, ACME.replace("mask: phone", "mask: {kind: date, unit: month}"))

    assert line.startswith("line 25, tenants[0].data_sources[0].column_rules[0]: ")
