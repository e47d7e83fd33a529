"""SQL reaches a connector only through the guard and the rewrite."""

import dataclasses
import hashlib
from pathlib import Path

import pytest

import apps
from apps.semantic.contracts import Dialect
from apps.semantic.sql import languages
from apps.semantic.sql.errors import DialectUnsupported, Refused
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import AuthorizedSql, CheckedSql, GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import shop

PG = Dialect.POSTGRES


def checked() -> CheckedSql:
    schema = shop.catalog(PG)
    return guard(
        GeneratedSql("SELECT phone AS hidden_name FROM customers", PG),
        visible_catalog(schema, shop.restricted(PG)),
        max_rows=5,
    )


def authorized() -> AuthorizedSql:
    return apply_policy(checked(), shop.restricted(PG), shop.catalog(PG))


def test_checked_sql_is_made_by_the_guard_alone() -> None:
    with pytest.raises(TypeError):
        dataclasses.replace(checked(), earned=object())


def test_authorized_sql_is_made_by_the_rewrite_alone() -> None:
    with pytest.raises(TypeError):
        dataclasses.replace(authorized(), earned=object())


def test_a_proof_is_of_one_text() -> None:
    sql = authorized()

    with pytest.raises(TypeError):
        dataclasses.replace(sql, text=sql.text + " ")


def test_a_tree_that_was_changed_afterwards_does_not_render() -> None:
    sql = authorized()
    sql.tree.args["limit"].pop()

    with pytest.raises(TypeError):
        sql.render()


def test_the_digest_is_of_what_is_rendered() -> None:
    sql = authorized()

    assert sql.sha256 == hashlib.sha256(sql.render().encode()).hexdigest()


def test_no_state_shows_its_text() -> None:
    states = (GeneratedSql("SELECT hidden_name", PG), checked(), authorized())

    assert not [state for state in states if "SELECT" in repr(state)]


def test_only_two_modules_hold_the_right_to_make_states() -> None:
    root = Path(apps.__file__).parent
    holders = {path.name for path in root.rglob("*.py") if "EARNED" in path.read_text(encoding="utf-8")}

    assert holders == {"typestate.py", "guard.py", "rewrite.py"}


def test_an_engine_that_cannot_be_checked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "LANGUAGES", {})
    schema = dataclasses.replace(shop.catalog(PG), functions=("of_no_language_seen_before",))

    with pytest.raises(DialectUnsupported):
        guard(GeneratedSql("SELECT 1", PG), schema, max_rows=5)


def test_a_hidden_name_and_an_absent_one_are_refused_alike() -> None:
    hidden = refusal("SELECT 1 FROM employees", "employees")
    absent = refusal("SELECT 1 FROM employexx", "employexx")

    assert hidden == absent


def refusal(sql: str, name: str) -> str:
    with pytest.raises(Refused) as refused:
        guard(GeneratedSql(sql, PG), visible_catalog(shop.catalog(PG), shop.restricted(PG)), max_rows=5)
    return str([violation.as_dict() for violation in refused.value.violations]).replace(name, "…")
