"""
What a tenant of the document wants, as rows: names looked up, `all` spelled out as the columns that a table has now.

A name that means nothing (a table, a column, a member, a group) is a problem with its line, not a rule for nobody.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from apps.errors import InvalidInput, gettext_noop
from apps.semantic.configuration.document import (
    AllColumns,
    Audience,
    ColumnRuleWish,
    GrantWish,
    SourceWish,
    TenantWish,
    UserWish,
    Where,
)
from apps.semantic.configuration.problems import Problem, problems_of
from apps.semantic.configuration.rows import Field, Kind, Password, Present, Wanted
from apps.semantic.contracts import MaskKind, SchemaCatalog, TableInfo, TableRef
from apps.semantic.sql.masks.options import mask_of, options_of

_NO_MEMBER = gettext_noop("“%(name)s” is no member of this tenant, here or in the database.")
_NO_GROUP = gettext_noop("“%(name)s” is no group of this tenant, here or in the database.")
_NO_TABLE = gettext_noop("“%(name)s” is not in the schema of this data source.")
_NO_COLUMN = gettext_noop("The table %(table)s has no column “%(name)s”.")
_MEANT = gettext_noop("Did you mean %(near)s?")


class Wishes:
    """Collects the rows that a tenant wants; `problems` holds what could not be made one."""

    def __init__(self, tenant: TenantWish, present: Present, catalogs: Mapping[str, SchemaCatalog]) -> None:
        self.problems: list[Problem] = []
        self._tenant = tenant
        self._present = present
        self._catalogs = catalogs
        stored = [key for key in present if key[0] in {Kind.MEMBER, Kind.GROUP}]
        self._members = {user.username for user in tenant.users if user.is_active}
        self._members |= {names[0] for kind, names in stored if kind is Kind.MEMBER}
        self._groups = {group.name for group in tenant.groups}
        self._groups |= {names[0] for kind, names in stored if kind is Kind.GROUP}

    def rows(self) -> list[Wanted]:
        """Return all rows, in the order of the file."""
        tenant = self._tenant
        rows = [Wanted((Kind.TENANT, (tenant.slug,)), dict(tenant.fields), tenant.where)]  # type: ignore[arg-type]
        rows += self._people()
        for source in tenant.data_sources:
            rows += self._source(source)
        return rows

    def _people(self) -> Iterator[Wanted]:
        for user in self._tenant.users:
            name, where = user.username, user.where
            if not user.is_active:
                yield from self._ended(user)
                continue
            yield Wanted((Kind.USER, (name,)), _with_password(user.fields, user.password is not None), where)
            roles: Field = frozenset(role.value for role in user.roles)
            yield Wanted((Kind.MEMBER, (name,)), {"roles": roles, "is_active": True}, where)
            for attribute, (value, at) in user.attributes.items():
                yield Wanted((Kind.ATTRIBUTE, (name, attribute)), {"value": value}, at)
        for group in self._tenant.groups:
            yield Wanted((Kind.GROUP, (group.name,)), {}, group.where)
            for member in group.members:
                self._known(member, self._members, _NO_MEMBER, group.where, "members")
                yield Wanted((Kind.PLACE, (group.name, member)), {}, group.where)

    def _ended(self, user: UserWish) -> Iterator[Wanted]:
        """Whoever shall be out stays as they were, and whoever never came in is not made."""
        key = (Kind.MEMBER, (user.username,))
        if key in self._present:
            yield Wanted(key, {"is_active": False}, user.where)

    def _source(self, source: SourceWish) -> Iterator[Wanted]:
        fields = _with_password(source.fields, source.password is not None)
        yield Wanted((Kind.SOURCE, (source.name,)), fields, source.where)
        catalog = self._catalogs.get(source.name)
        if catalog is None:
            return
        schema: dict[str, Field] = {"tables": len(catalog.tables), "fingerprint": catalog.fingerprint}
        yield Wanted((Kind.SCHEMA, (source.name,)), schema, source.where)
        for grant in source.grants:
            yield from self._grant(source, grant, catalog)
        for rule in source.column_rules:
            yield from self._column_rule(source, rule, catalog)

    def _grant(self, source: SourceWish, grant: GrantWish, catalog: SchemaCatalog) -> Iterator[Wanted]:
        self._audience(grant.audience, grant.where)
        table = self._table(grant.table, catalog, grant.where)
        if table is None:
            return
        listed = grant.columns
        columns = {c.name for c in table.columns} if isinstance(listed, AllColumns) else set(listed)
        self._columns(columns, table, grant.where, "columns")
        fields: dict[str, Field] = {
            "audience": grant.audience,
            "table": table.ref,
            "columns": frozenset(columns),
            "row_predicate": grant.row_predicate,
            "effect": grant.effect,
            "is_active": grant.is_active,
        }
        yield Wanted((Kind.GRANT, (source.name, grant.name)), fields, grant.where)

    def _column_rule(self, source: SourceWish, rule: ColumnRuleWish, catalog: SchemaCatalog) -> Iterator[Wanted]:
        self._audience(rule.audience, rule.where)
        table = self._table(rule.table, catalog, rule.where)
        if table is None:
            return
        self._columns({rule.column}, table, rule.where, "column")
        fields: dict[str, Field] = {
            "audience": rule.audience,
            "table": table.ref,
            "column": rule.column,
            "treatment": rule.treatment.value,
            "mask": rule.mask,
            "mask_options": self._mask_options(rule),
            "is_active": rule.is_active,
        }
        yield Wanted((Kind.COLUMN_RULE, (source.name, rule.name)), fields, rule.where)

    def _mask_options(self, rule: ColumnRuleWish) -> dict[str, object]:
        """As they are stored: 100 and "100.0" are one step."""
        if not rule.mask:
            return {}
        try:
            return dict(options_of(mask_of(MaskKind(rule.mask), rule.mask_options, name=rule.name)))
        except InvalidInput as error:
            self.problems += problems_of(error, line=rule.where.line, place=f"{rule.where.place}.mask")
            return {}

    def _audience(self, audience: Audience, where: Where) -> None:
        if audience.kind == "user":
            self._known(audience.name, self._members, _NO_MEMBER, where, "user")
        if audience.kind == "group":
            self._known(audience.name, self._groups, _NO_GROUP, where, "group")

    def _table(self, named: str, catalog: SchemaCatalog, where: Where) -> TableInfo | None:
        ref = table_ref(named, catalog)
        found = catalog.table(ref)
        if found is None:
            self._known(str(ref), {str(table.ref) for table in catalog.tables}, _NO_TABLE, where, "table")
        return found

    def _columns(self, names: Iterable[str], table: TableInfo, where: Where, key: str) -> None:
        known = {column.name for column in table.columns}
        for name in sorted(names):
            self._known(name, known, _NO_COLUMN, where, key, table=str(table.ref))

    def _known(self, name: str, known: set[str], words: str, where: Where, key: str, **params: object) -> None:
        if name in known:
            return
        near = get_close_matches(name, known, n=1)
        said = {"name": name, **params, "near": near[0] if near else ""}
        self.problems.append(Problem(where.line, f"{where.place}.{key}", words, said, _MEANT if near else ""))


def table_ref(named: str, catalog: SchemaCatalog) -> TableRef:
    """Return the table that the file names: schema.table, or a name in the default schema."""
    schema, dot, name = named.partition(".")
    return TableRef(schema, name) if dot else TableRef(catalog.default_schema, named)


def _with_password(fields: Mapping[str, object], has_password: bool) -> dict[str, Field]:
    password = {"password": Password.WANTED} if has_password else {}
    return {**fields, **password}  # type: ignore[dict-item]  # the reader let only such values in
