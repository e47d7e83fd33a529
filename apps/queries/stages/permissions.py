"""The user's policy, written into the statement at every scan and proved on the final text."""

from apps.queries.contracts import Tools
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import AuthorizedSql, CheckedSql


def authorize(sql: CheckedSql, tools: Tools) -> AuthorizedSql:
    """
    Govern a checked statement.

    :raises Unprovable: the final text does not prove that the policy holds.
    """
    return apply_policy(sql, tools.policy, tools.catalog)
