"""
Puts a user's policy into checked SQL: every table becomes what that user may see of it, where it is scanned.

So stars, joins, filters, sorts and subqueries are governed alike, by construction; nothing is masked afterwards. What
comes out was printed, read again and proved.
"""

from sqlglot import exp

from apps.semantic.contracts import AccessPolicy, SchemaCatalog, TableRef
from apps.semantic.sql.errors import Refused, Unprovable
from apps.semantic.sql.governed import Governed, governed
from apps.semantic.sql.proof import prove
from apps.semantic.sql.reading import render
from apps.semantic.sql.typestate import EARNED, AuthorizedSql, CheckedSql


def apply_policy(checked: CheckedSql, policy: AccessPolicy, catalog: SchemaCatalog) -> AuthorizedSql:
    """
    Return SQL that shows only what `policy` grants.

    :param catalog: the source's whole schema, not the user's view of it.
    :raises Unprovable: anything is in doubt: the policy, the tree, or the final text.
    """
    if not policy.dialect is checked.dialect is catalog.dialect:
        raise Unprovable("dialect")
    try:
        views = {ref: governed(ref, policy, catalog, fence=checked.fence) for ref in checked.tables}
        tree = _replaced(checked.tree, views)
        text = render(tree, checked.dialect)
        proof = prove(text, checked, views, policy)
    except Refused as error:
        # A rule that fails here is not the writer's fault; what it would say could name what they may not see.
        raise Unprovable("policy") from error
    return AuthorizedSql(
        tree=tree,
        dialect=checked.dialect,
        tables=checked.tables,
        columns=checked.columns,
        row_limit=checked.row_limit,
        applied=tuple(rule for ref in checked.tables for rule in views[ref].applied),
        proof=proof,
        text=text,
        earned=EARNED,
    )


def _replaced(tree: exp.Query, views: dict[TableRef, Governed]) -> exp.Query:
    copy = tree.copy()
    for table in list(copy.find_all(exp.Table)):
        if table.args.get("db") is None:
            continue  # a WITH query, or a generator
        view = views.get(TableRef(table.db, table.name))
        if view is None:
            raise Unprovable("table")
        alias, joins = table.args.get("alias"), table.args.get("joins")
        table.replace(exp.Subquery(this=view.select.copy(), alias=alias, joins=joins))
    return copy
