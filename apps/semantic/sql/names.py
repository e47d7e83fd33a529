"""
How each engine reads a name: what it folds, and when two spellings are the same.

PostgreSQL folds what is not quoted and then compares exactly; SQLite keeps the spelling and never distinguishes case.
Both fold ASCII letters only, so Python's `lower()` would make different names equal. MySQL folds columns by Unicode.
"""

import string

from sqlglot import exp

from apps.semantic.contracts import Dialect

_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def ascii_lower(name: str) -> str:
    """Fold A-Z and nothing else."""
    return name.translate(_LOWER)


def column_key(name: str, dialect: Dialect) -> str:
    """Return the form in which two spellings of one column's *stored* name are equal."""
    if dialect is Dialect.POSTGRES:
        return name
    return name.lower() if dialect is Dialect.MYSQL else ascii_lower(name)


def relation_key(name: str, dialect: Dialect) -> str:
    """Return the form in which two spellings of one table's, WITH query's or alias's *stored* name are equal."""
    # MySQL distinguishes case or does not, by the server's file system: here two spellings are two names, which at
    # worst refuses what such a server would take.
    return ascii_lower(name) if dialect is Dialect.SQLITE else name


def spell_out(tree: exp.Expr, dialect: Dialect) -> None:
    """Give every identifier of `tree` its stored spelling and quotes, so that no later reader folds it again."""
    for node in tree.find_all(exp.Identifier):
        if dialect is Dialect.POSTGRES and not node.quoted:
            node.set("this", ascii_lower(node.name))
        node.set("quoted", True)
