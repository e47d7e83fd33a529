"""
Habits that a reviewer would otherwise have to watch for: who may name the type-state's key, who may catch everything,
who may leave the tenant's scope, how long things may grow. Each list names its exceptions, so that adding one is a
decision and not an accident.
"""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(
    path for top in ("apps", "config") for path in (ROOT / top).rglob("*.py") if "migrations" not in path.parts
)
LONGEST_FILE = 300
LONGEST_FUNCTION = 40

MAY_MAKE_CHECKED = {"apps/semantic/sql/guard.py"}
MAY_MAKE_AUTHORIZED = {"apps/semantic/sql/rewrite.py"}
MAY_LEAVE_THE_TENANT = {
    "apps/scope.py",
    "apps/rls.py",
    "apps/tenants/models/membership.py",
    "apps/tenants/selectors.py",
}
MAY_CATCH_EVERYTHING = {
    "apps/events.py",  # one subscriber's fault must not silence the others
    "apps/queries/checking.py",  # one statement's fault must not end the work on a file of thousands
    "apps/queries/runner.py",  # the edge of the worker: a fault ends the run with an incident id
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def files_where(found: object) -> set[str]:
    return {name(path) for path in SOURCES if any(found(node) for node in ast.walk(tree(path)))}  # type: ignore[operator]


def calls(node: ast.AST, called: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == called


def test_only_the_guard_makes_checked_sql():
    assert files_where(lambda node: calls(node, "CheckedSql")) == MAY_MAKE_CHECKED


def test_only_the_rewrite_makes_authorized_sql():
    assert files_where(lambda node: calls(node, "AuthorizedSql")) == MAY_MAKE_AUTHORIZED


def test_only_connectors_make_platform_sql():
    made_in = files_where(lambda node: calls(node, "PlatformSql"))

    assert made_in
    assert {path for path in made_in if not path.startswith("apps/semantic/connectors/")} == set()


def test_platform_sql_is_made_of_constants():
    not_constant = [
        f"{name(path)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if calls(node, "PlatformSql")
        and not isinstance(node.args[0] if node.args else node.keywords[0].value, ast.Constant)
    ]

    assert not_constant == []


def test_who_may_catch_everything():
    def broad(node: ast.AST) -> bool:
        if not isinstance(node, ast.ExceptHandler):
            return False
        caught = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)} if node.type else {"BaseException"}
        return not caught.isdisjoint({"Exception", "BaseException"})

    assert files_where(broad) == MAY_CATCH_EVERYTHING


def test_who_may_leave_the_tenants_scope():
    def leaves(node: ast.AST) -> bool:
        named = getattr(node, "attr", None) or getattr(node, "id", None)
        return named in {"dangerously_all_tenants", "_base_manager"}

    assert files_where(leaves) <= MAY_LEAVE_THE_TENANT


def test_views_and_consumers_do_not_query():
    doors = [p for p in SOURCES if p.name in {"views.py", "consumers.py"} or p.parent.name in {"api", "web"}]

    assert doors
    assert [
        name(path)
        for path in doors
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ] == []


def test_the_environment_has_one_reader():
    def reads(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}

    outside = {path for path in files_where(reads) if not path.startswith("config/")}

    assert outside == set()


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_files_and_functions_stay_readable(path: Path):
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_FILE
    assert list(long_functions(path)) == []


def long_functions(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION:
                yield f"{node.name}: {node.end_lineno - node.lineno + 1} lines"


def test_no_file_is_named_for_nothing():
    nothing = {"utils.py", "helpers.py", "common.py", "core.py", "misc.py"}

    assert [name(path) for path in SOURCES if path.name in nothing] == []


def test_lock_files_and_sources_name_no_registry():
    locks = [*ROOT.glob("requirements/*.txt"), *ROOT.glob("package-lock.json")]

    assert locks
    assert [name(lock) for lock in locks if "http://" in lock.read_text() or "https://" in lock.read_text()] == []


def test_the_parser_is_pinned_exactly():
    base = (ROOT / "requirements/base.in").read_text()

    assert "sqlglot[c]==30.30.0" in base
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["name"] == "chat2sql"
