"""The words for a narrowed column in the wrong place: each says what would be allowed."""

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.place import place

_ONLY_TOTALS = gettext_noop("The column %(name)s can be used in SUM, AVG and COUNT only.")
_ONLY_TOTALS_ADVICE = gettext_noop(
    "Put the column itself inside SUM, AVG or COUNT, without DISTINCT, FILTER, OVER or a calculation in it."
)
_ONLY_COMPARED = gettext_noop("The column %(name)s can be compared with values only.")
_ONLY_COMPARED_ADVICE = gettext_noop(
    "Write %(name)s = value or %(name)s IN (values) in WHERE or ON, beside other conditions with AND or OR."
)
_ONCE = gettext_noop("The column %(name)s can be totalled only where each row of its table counts once.")
_ONCE_ADVICE = gettext_noop(
    "Name only tables in that FROM, and join each by all columns of its primary key or of a unique key."
)
_ALONE = gettext_noop("A query that totals %(name)s cannot depend on a query around it.")
_ALONE_ADVICE = gettext_noop("Compute the totals by group in a WITH query of their own, and join its result.")
_LEVELS = gettext_noop("The column %(name)s cannot be totalled at several levels at once.")
_LEVELS_ADVICE = gettext_noop("Use a plain GROUP BY: the total above a group that is left out would tell what it is.")
_STAR = gettext_noop("The column %(name)s does not come with *, NATURAL or a whole row.")
_STAR_ADVICE = gettext_noop("Write the columns that you want by their names.")
_KEYLESS = gettext_noop("The column %(name)s cannot be totalled, because its table has no primary key.")
_KEYLESS_ADVICE = gettext_noop("Ask an administrator.")


def only_totals(node: exp.Expr, name: str) -> Violation:
    """It stands somewhere else than directly in SUM, AVG or COUNT."""
    return _violation(_ONLY_TOTALS, _ONLY_TOTALS_ADVICE, node, name)


def only_compared(node: exp.Expr, name: str) -> Violation:
    """It stands somewhere else than in `=` or IN with values."""
    return _violation(_ONLY_COMPARED, _ONLY_COMPARED_ADVICE, node, name)


def counted_once(node: exp.Expr, name: str) -> Violation:
    """A join could repeat rows, so that a small group would look large."""
    return _violation(_ONCE, _ONCE_ADVICE, node, name)


def alone(node: exp.Expr, name: str) -> Violation:
    """The query runs once for each row around it, so one statement would ask about each row."""
    return _violation(_ALONE, _ALONE_ADVICE, node, name)


def one_level(node: exp.Expr, name: str) -> Violation:
    """Totals of several levels tell the group that is left out by subtraction."""
    return _violation(_LEVELS, _LEVELS_ADVICE, node, name)


def named(node: exp.Expr, name: str) -> Violation:
    """Something takes all columns of a relation from which this one is also taken."""
    return _violation(_STAR, _STAR_ADVICE, node, name)


def keyless(node: exp.Expr, name: str) -> Violation:
    """Without a primary key nobody knows whom the values in a group belong to."""
    return _violation(_KEYLESS, _KEYLESS_ADVICE, node, name)


def _violation(message: str, advice: str, node: exp.Expr, name: str) -> Violation:
    line, column = place(node)
    return Violation("narrowed", message, advice, {"name": name}, line, column)
