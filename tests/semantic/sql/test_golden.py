"""Every case of `tests/golden/sql`: refused by exactly these rules, or accepted and rewritten to exactly this text."""

import pytest

from apps.semantic.sql.errors import Refused
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import AuthorizedSql, GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import golden, shop

CASES = tuple(golden.cases())
MAX_ROWS = 1000


def authorized(case: golden.Case) -> AuthorizedSql:
    schema, policy = shop.catalog(case.dialect), shop.POLICIES[case.policy](case.dialect)
    checked = guard(GeneratedSql(case.sql, case.dialect), visible_catalog(schema, policy), max_rows=MAX_ROWS)
    return apply_policy(checked, policy, schema)


@pytest.mark.parametrize("case", [c for c in CASES if c.refuse], ids=str)
def test_is_refused(case: golden.Case) -> None:
    with pytest.raises(Refused) as refused:
        authorized(case)

    assert {violation.rule for violation in refused.value.violations} == case.refuse


@pytest.mark.parametrize("case", [c for c in CASES if not c.refuse and not c.becomes], ids=str)
def test_is_accepted(case: golden.Case) -> None:
    assert authorized(case).row_limit <= MAX_ROWS


@pytest.mark.parametrize("case", [c for c in CASES if c.becomes], ids=str)
def test_becomes(case: golden.Case, request: pytest.FixtureRequest) -> None:
    final = authorized(case).render()
    update = bool(request.config.getoption("--golden-update", default=False))

    assert final == golden.expected(case, final, update=update)
