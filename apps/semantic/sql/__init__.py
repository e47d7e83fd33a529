"""
The SQL core: SQL from a person, a program or a model goes in; SQL that shows only what a policy grants comes out.

    reading      text -> tree and back, exactly; nothing hostile gets as far as the parser
    guard        GeneratedSql -> CheckedSql, or Refused
    rewrite      CheckedSql + AccessPolicy -> AuthorizedSql: columns, masks and rows governed at each scan
    proof        the final text, read again, holds every promise, or Unprovable

Pure: no database, no framework. What any part does not know, it refuses.
"""
