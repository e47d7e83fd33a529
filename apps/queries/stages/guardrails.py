"""The guard, over what this user may know: hidden and absent objects are refused alike."""

from apps.queries.contracts import Tools
from apps.semantic.rehearsal import rehearse
from apps.semantic.sql.guard import guard
from apps.semantic.sql.typestate import CheckedSql, GeneratedSql


def check(sql: GeneratedSql, tools: Tools) -> CheckedSql:
    """
    Parse and check one statement.

    :raises Refused: with every violation.
    """
    rehearse(sql.text, sql.dialect, tools.visible.functions)
    # One row more than is shown: without it, an answer that was cut looks like one that just fits.
    return guard(sql, tools.visible, max_rows=tools.limits.max_rows + 1)
