"""`manage.py import_config`: what it prints, what it never prints, and its exit codes."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.tenants.models import Tenant
from config.env import secret_for_files
from tests.semantic.configuration.conftest import ACME, ENVIRONMENT, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(shop: Path, settings, monkeypatch) -> Path:
    settings.LANGUAGE_CODE = "en"
    for name, secret in ENVIRONMENT.items():
        monkeypatch.setenv(name, secret)
    path = shop.with_name("acme.yaml")
    path.write_text(ACME, encoding="utf-8")
    return path


def output(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_config", str(file), "--as", "alice", *options, stdout=out)
    return out.getvalue()


def test_a_dry_run_prints_the_diff_and_changes_nothing(file):
    before = stored()

    assert (
        output(file, "--dry-run")
        == """\
acme (new tenant)
  Tenant
    + tenant acme: name "Acme"
  People
    + user alice: is_staff true; password set
    + user wang: full_name "王维"
    + member alice: roles [admin]
    + member wang: roles [analyst]
    + attribute wang / region: value "华北"
    + attribute wang / clearance: value 3
  Groups
    + group 财务
    + member of group 财务 / wang
  Data sources
    + source shop: engine "sqlite"; title "Shop"; database "shop.db"
    + schema shop: tables 2
  Grants
    + grant shop / orders: audience role analyst; table main.orders; columns [amount, customer_id, id, region]; \
row_predicate "region = :region"
    + grant shop / finance: audience group 财务; table main.customers; columns [id, phone]
  Column rules
    + column rule shop / phones: audience user wang; table main.customers; column "phone"; treatment "masked"; \
mask "phone"
Dry run: 14 to add, 0 to change, 0 to remove.
"""
    )
    assert stored() == before


def test_the_second_run_has_nothing_to_do(file):
    assert output(file).endswith("Done: 14 added, 0 changed, 0 removed.\n")
    assert output(file) == "Nothing to change.\n"
    assert output(file, "--prune", "--dry-run") == "Nothing to change.\n"


def test_old_and_new_values_are_shown_and_passwords_are_not(file, monkeypatch):
    output(file)
    monkeypatch.setenv("ALICE", "another long and quiet night")
    file.write_text(
        ACME.replace("clearance: 3", "clearance: 4").replace(
            "database: shop.db", "database: shop.db\n        password: {env: SHOP}"
        )
    )

    assert (
        output(file)
        == """\
acme
  People
    ~ user alice: password changed
    ~ attribute wang / clearance: value 3 -> 4
  Data sources
    ~ source shop: password set
Done: 0 added, 3 changed, 0 removed.
"""
    )


def test_it_speaks_chinese_where_the_deployment_does(file, settings):
    settings.LANGUAGE_CODE = "zh-hans"

    text = output(file, "--dry-run")

    assert "acme（新租户）" in text
    assert "试运行：将新增 14 项，修改 0 项，移除 0 项。" in text


def test_it_translates_words_and_not_names(file, settings):
    settings.LANGUAGE_CODE = "zh-hans"
    file.write_text(ACME.replace("password: {env: ALICE}", "pasword: {env: ALICE}"))

    with pytest.raises(CommandError, match="是否想写 password？"):
        output(file)


def test_a_wrong_file_ends_with_code_1_and_every_problem(file):
    file.write_text(ACME.replace("roles: [admin]", "rolls: [admin]").replace("{env: SHOP}", "secret"))

    with pytest.raises(CommandError) as error:
        output(file)

    assert error.value.returncode == 1
    assert (
        str(error.value)
        == """\
line 6, tenants[0].users[0].roles: Name at least one role: viewer, analyst, steward, auditor, admin.
line 9, tenants[0].users[0].rolls: unknown; did you mean roles?
The configuration has 2 problem(s); nothing was changed."""
    )
    assert not Tenant.objects.exists()


def test_a_file_that_is_not_there_ends_with_code_2(file):
    with pytest.raises(CommandError) as error:
        output(file.with_name("other.yaml"))

    assert error.value.returncode == 2


def test_the_products_own_variables_are_closed_to_files(monkeypatch):
    monkeypatch.setenv("AUDIT_KEY", "CANARY-77")
    monkeypatch.setenv("SHOP_PASSWORD", "open")

    assert secret_for_files("AUDIT_KEY") is None
    assert secret_for_files("audit_key") is None
    assert secret_for_files("SHOP_PASSWORD") == "open"
