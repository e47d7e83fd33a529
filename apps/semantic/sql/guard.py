"""
The guard: understands SQL to the last node, or refuses it.

It reads text in the engine's own dialect, keeps every construct, function and type to a list, resolves every name
against what the user can see, and bounds the rows. What comes out is a tree; the text that came in is never used again.
"""

from collections.abc import Iterator

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.contracts import Dialect, SchemaCatalog
from apps.semantic.sql import bounds, limits, reading
from apps.semantic.sql.errors import Refused, Unprovable, Violation
from apps.semantic.sql.exposure import may_fail_on_hidden_rows
from apps.semantic.sql.grouping import group_by_whole_rows
from apps.semantic.sql.headings import name_columns
from apps.semantic.sql.languages import Language, language_of
from apps.semantic.sql.names import spell_out
from apps.semantic.sql.narrowed import narrow
from apps.semantic.sql.place import forget_places, place
from apps.semantic.sql.quoted_text import texts_in_double_quotes
from apps.semantic.sql.resolution import Resolution
from apps.semantic.sql.resolver import Resolver
from apps.semantic.sql.rules import RULES
from apps.semantic.sql.scans import Scan, tables_of_the_database
from apps.semantic.sql.scopes import Output, Scope
from apps.semantic.sql.typestate import EARNED, CheckedSql, GeneratedSql

_ONE = gettext_noop("Exactly one SELECT statement is allowed.")
_ONE_ADVICE = gettext_noop("Send one statement that begins with SELECT or WITH.")


def guard(sql: GeneratedSql, catalog: SchemaCatalog, *, max_rows: int) -> CheckedSql:
    """
    Check SQL that somebody wrote.

    :param catalog: what the user can see of the source (`visible_catalog`); nothing else exists for them.
    :param max_rows: the most rows the statement may return; its own smaller LIMIT stands.
    :raises Refused: with every violation that was found.
    :raises DialectUnsupported: the engine's SQL cannot be checked yet.
    :raises Unprovable: a table in it was not understood.
    """
    language = language_of(sql.dialect, catalog.functions)
    read = reading.read(sql.text, language)
    tree = _one_select(read)
    _refuse_if(_broken_rules(tree, language))
    name_columns(tree, sql.dialect)
    spell_out(tree, sql.dialect)
    names, columns, read = _resolved(tree, read, sql, catalog)
    _refuse_if(iter(names.violations))
    narrowed = narrow(names, sql.dialect)
    forget_places(tree)
    group_by_whole_rows(tree, names, sql.dialect)
    row_limit = limits.enforce(tree, max_rows)
    text = _printed(tree, read, sql.dialect)
    fence = may_fail_on_hidden_rows(tree, names, language)
    if narrowed.leave_out_small_groups(sql.dialect, fence=fence):
        text = reading.render(tree, sql.dialect)
    return CheckedSql(
        tree=tree,
        text=text,
        language=language,
        tables=tuple(names.tables),
        columns=tuple(output.name for output in columns),
        scans=tuple(_scan(table, names) for table in tables_of_the_database(tree)),
        row_limit=row_limit,
        fence=fence,
        narrowed=narrowed.uses,
        earned=EARNED,
    )


def _printed(tree: exp.Query, read: reading.Reading, dialect: Dialect) -> str:
    text = reading.render(tree, dialect)
    if not reading.keeps_values(read, tree, text, dialect):
        raise Refused([reading.unreadable()])
    return text


def _resolved(
    tree: exp.Query, read: reading.Reading, sql: GeneratedSql, catalog: SchemaCatalog
) -> tuple[Resolution, tuple[Output, ...], reading.Reading]:
    resolver = Resolver(catalog)
    columns = resolver.query(tree, Scope({}))
    if sql.dialect is Dialect.SQLITE and resolver.result.unknown:
        with_texts = texts_in_double_quotes(resolver.result.unknown, read, sql.text)
        if with_texts is not None:
            resolver = Resolver(catalog)
            return resolver.result, resolver.query(tree, Scope({})), with_texts
    return resolver.result, columns, read


def _scan(table: exp.Table, names: Resolution) -> Scan:
    relation = names.scans.get(id(table))
    if relation is None or relation.table is None:
        raise Unprovable("scan")  # a table that the resolver did not come to
    columns = tuple(column.name for column in relation.table.columns if column.name in relation.use.columns)
    return Scan(relation.table.ref, columns, relation.use.unnamed)


def _one_select(read: reading.Reading) -> exp.Query:
    # A comment after the last semicolon is read as a statement of its own.
    statements = [s for s in read.statements if s is not None and not isinstance(s, exp.Semicolon)]
    if len(statements) == 1 and isinstance(statements[0], exp.Select | exp.SetOperation | exp.Subquery):
        return _out_of_brackets(statements[0])
    line, column = place(statements[-1]) if statements else (None, None)
    raise Refused([Violation("one_select", _ONE, _ONE_ADVICE, {}, line, column)])


def _out_of_brackets(tree: exp.Query) -> exp.Query:
    # A query in brackets with a LIMIT of its own cannot be given another one outside.
    while isinstance(tree, exp.Subquery) and all(not value or key == "this" for key, value in tree.args.items()):
        tree = tree.this.pop()
    return tree


def _broken_rules(tree: exp.Query, language: Language) -> Iterator[Violation]:
    if _depth(tree) > bounds.MAX_TREE_DEPTH:
        yield bounds.too_deep()
        return
    found = list(tree.walk())
    for rule in RULES:
        yield from rule(found, language)
    yield from limits.row_counts(found, language)


def _depth(tree: exp.Expr) -> int:
    deepest = 0
    todo = [(tree, 1)]
    while todo:
        node, depth = todo.pop()
        deepest = max(deepest, depth)
        todo.extend((child, depth + 1) for child in node.iter_expressions())
    return deepest


def _refuse_if(violations: Iterator[Violation]) -> None:
    if found := tuple(violations):
        raise Refused(found)
