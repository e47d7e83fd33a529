"""
Puts a user's policy into checked SQL: every table becomes what that user may see of it, where it is scanned.

So stars, joins, filters, sorts and subqueries are governed alike, by construction; nothing is masked afterwards. Each
place shows the columns that the statement needs there and no others. What comes out was printed, read again and proved.
"""

from collections.abc import Mapping

from sqlglot import exp

from apps.semantic.contracts import AccessPolicy, SchemaCatalog, TableRef
from apps.semantic.sql.errors import Refused, Unprovable
from apps.semantic.sql.governed import governed
from apps.semantic.sql.narrowed.agreement import require_agreement
from apps.semantic.sql.proof import prove
from apps.semantic.sql.reading import render
from apps.semantic.sql.receipt import rules_applied
from apps.semantic.sql.scans import Scan, tables_of_the_database
from apps.semantic.sql.typestate import EARNED, AuthorizedSql, CheckedSql


def apply_policy(checked: CheckedSql, policy: AccessPolicy, catalog: SchemaCatalog) -> AuthorizedSql:
    """
    Return SQL that shows only what `policy` grants.

    :param catalog: the source's whole schema, not the user's view of it.
    :raises Unprovable: anything is in doubt: the policy, the tree, or the final text.
    """
    if not policy.dialect is checked.dialect is catalog.dialect:
        raise Unprovable("dialect")
    require_agreement(checked.scans, checked.narrowed, policy)
    try:
        views = {scan: governed(scan, policy, catalog, fence=checked.fence) for scan in dict.fromkeys(checked.scans)}
        tree = _replaced(checked, views)
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
        applied=rules_applied(checked.scans, policy, catalog),
        narrowed=checked.narrowed,
        proof=proof,
        text=text,
        earned=EARNED,
    )


def _replaced(checked: CheckedSql, views: Mapping[Scan, exp.Select]) -> exp.Query:
    tree = checked.tree.copy()
    for table, scan in zip(list(tables_of_the_database(tree)), checked.scans, strict=True):
        if TableRef(table.db, table.name) != scan.table:
            raise Unprovable("table")
        alias, joins = table.args.get("alias"), table.args.get("joins")
        table.replace(exp.Subquery(this=views[scan].copy(), alias=alias, joins=joins))
    return tree
