"""
The schema of each data source that a tenant wants: the stored one, or one that is read now.

It is read when the source is new, when its address, account or schemas change, and when the file names a table or
column that the stored schema lacks. Reading happens before anything is stored and outside of the transaction that
stores it: a slow database holds nobody up. A database that cannot be reached is a problem of the file's line.
"""

from collections.abc import Mapping

from apps.errors import AppError, gettext_noop
from apps.semantic.catalog import SchemaUnavailable, stored_catalog
from apps.semantic.configuration.document import AllColumns, SourceWish, TenantWish
from apps.semantic.configuration.present import Secrets
from apps.semantic.configuration.problems import Problem, problems_of
from apps.semantic.configuration.rows import Kind, Password, Present
from apps.semantic.configuration.wanted import table_ref
from apps.semantic.contracts import SchemaCatalog
from apps.semantic.models import DataSource
from apps.semantic.services.datasource import CLEARS_PASSWORD, read_draft

_DECIDES_SCHEMA = CLEARS_PASSWORD | {"schemas"}
_OTHER_ENGINE = gettext_noop("The engine of a data source stays: its rules are written in that engine's SQL.")


def catalogs_for(
    wish: TenantWish, *, present: Present, secrets: Secrets
) -> tuple[dict[str, SchemaCatalog], list[Problem]]:
    """Return the schemas by the names of sources, and why others could not be had."""
    catalogs: dict[str, SchemaCatalog] = {}
    problems: list[Problem] = []
    for source in wish.data_sources:
        stored = DataSource.objects.filter(name=source.name).first()
        if stored is not None and stored.engine != source.fields["engine"]:
            problems.append(Problem(source.where.line, f"{source.where.place}.engine", _OTHER_ENGINE))
            continue
        try:
            catalogs[source.name] = _catalog(source, stored, present=present, secrets=secrets)
        except AppError as error:
            problems += problems_of(error, line=source.where.line, place=source.where.place)
    return catalogs, problems


def _catalog(source: SourceWish, stored: DataSource | None, *, present: Present, secrets: Secrets) -> SchemaCatalog:
    if stored is not None and not _is_elsewhere(source, present):
        try:
            known = stored_catalog(stored)
        except SchemaUnavailable:
            known = None
        if known is not None and _names_only(source, known):
            return known
    draft = stored or DataSource(name=source.name)
    moved = any(getattr(draft, key) != source.fields.get(key, getattr(draft, key)) for key in CLEARS_PASSWORD)
    if moved:
        draft.sealed_password = ""  # as the service will do: it was for the old address
    for key, value in source.fields.items():
        setattr(draft, key, value)
    return read_draft(draft, password=secrets[source.password.name] if source.password else None)


def _is_elsewhere(source: SourceWish, present: Present) -> bool:
    row = present[Kind.SOURCE, (source.name,)]
    if source.password is not None and row["password"] is not Password.WANTED:
        return True
    return any(row[key] != value for key, value in source.fields.items() if key in _DECIDES_SCHEMA)


def _names_only(source: SourceWish, known: SchemaCatalog) -> bool:
    """Whether every table and column that the file names is in the schema."""
    named: list[tuple[str, tuple[str, ...]]] = [
        (grant.table, () if isinstance(grant.columns, AllColumns) else grant.columns) for grant in source.grants
    ]
    named += [(rule.table, (rule.column,)) for rule in source.column_rules]
    columns: Mapping[object, set[str]] = {table.ref: {c.name for c in table.columns} for table in known.tables}
    return all(set(listed) <= columns.get(table_ref(table, known), set()) for table, listed in named) and all(
        table_ref(table, known) in columns for table, _ in named
    )
