"""
Checks a row predicate as it is saved: for the steward who saves it, and for all whom it will hold for.

Other tables that it asks must be ones that the steward sees, by columns that are not masked for them: what they do not
see does not exist for their predicate. Operators see every table. At use it is read against the whole schema; so if a
column that the steward does not see would catch one of its names there, it is refused now.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from apps.errors import gettext_noop
from apps.semantic import context_attributes
from apps.semantic.contracts import (
    AccessPolicy,
    AttributeType,
    ColumnKind,
    Dialect,
    SchemaCatalog,
    TableInfo,
    TablePolicy,
    TableRef,
    Treatment,
)
from apps.semantic.models import DataSource
from apps.semantic.policies import table_policies
from apps.semantic.rehearsal import rehearse
from apps.semantic.sql.errors import Refused, Violation
from apps.semantic.sql.predicates import check_row_predicate
from apps.semantic.sql.visibility import visible_catalog
from apps.tenants.attributes import AttributeKind
from apps.tenants.identity import User
from apps.tenants.selectors import attribute_kinds

_UNCLEAR = gettext_noop("A name in the predicate can mean several things.")
_UNCLEAR_ADVICE = gettext_noop("In a subquery, write the table's name or alias before each column.")
_TYPES: Mapping[AttributeKind, AttributeType] = {
    AttributeKind.TEXT: AttributeType(ColumnKind.TEXT),
    AttributeKind.INTEGER: AttributeType(ColumnKind.INTEGER),
    AttributeKind.DECIMAL: AttributeType(ColumnKind.DECIMAL),
    AttributeKind.BOOLEAN: AttributeType(ColumnKind.BOOLEAN),
    AttributeKind.DATE: AttributeType(ColumnKind.DATE),
    AttributeKind.TEXT_LIST: AttributeType(ColumnKind.TEXT, is_list=True),
    AttributeKind.INTEGER_LIST: AttributeType(ColumnKind.INTEGER, is_list=True),
}


def meaning_when_saved(text: str, table: TableRef, *, catalog: SchemaCatalog, user: User, source: DataSource) -> str:
    """
    Return what a predicate on `table` means, every name settled, for keeping beside its text.

    :param catalog: the source's whole schema.
    :raises Refused: with what is not allowed in it, or does not fit.
    """
    rehearse(text, catalog.dialect, catalog.functions)
    types = _attribute_types()
    if user.is_superuser:
        return check_row_predicate(text, table, catalog, types).text
    seen = check_row_predicate(text, table, _seen_by(user, table, catalog, source), types).text
    try:
        if check_row_predicate(text, table, catalog).text == seen:
            return seen
    except Refused:
        pass  # what it would say could name what the steward does not see
    raise Refused([Violation("predicate", _UNCLEAR, _UNCLEAR_ADVICE)])


def _attribute_types() -> Mapping[str, Collection[AttributeType]]:
    given = {name: [_TYPES[kind] for kind in sorted(kinds)] for name, kinds in attribute_kinds().items()}
    return given | {name: [type_] for name, type_ in context_attributes.TYPES.items()}


def _seen_by(user: User, own: TableRef, catalog: SchemaCatalog, source: DataSource) -> SchemaCatalog:
    policy = AccessPolicy(source.id, Dialect(source.engine), table_policies(user_id=user.id, data_source=source))
    shown = visible_catalog(catalog, policy)
    tables = [_unmasked(table, policy.table(table.ref)) for table in shown.tables if table.ref != own]
    whole = catalog.table(own)
    return replace(shown, tables=tuple(table for table in [*tables, whole] if table is not None and table.columns))


def _unmasked(table: TableInfo, policy: TablePolicy | None) -> TableInfo:
    # A condition on true values would tell them bit by bit.
    rules = policy.column_rules if policy is not None else ()
    masked = {rule.column for rule in rules if rule.treatment is not Treatment.EXEMPT}
    return replace(table, columns=tuple(column for column in table.columns if column.name not in masked))
