"""The semantic lane's SQL: compiled from the semantic layer, the same for the same query, byte for byte."""

from dataclasses import dataclass

from apps.semantic.compiler import Compiled, compile_query
from apps.semantic.contracts import Manifest, SchemaCatalog, SemanticQuery
from apps.semantic.lineage import Lineage, lineage
from apps.semantic.sql.typestate import GeneratedSql


@dataclass(frozen=True, slots=True)
class Generated:
    """SQL for the guard, what its columns mean, and where they come from."""

    sql: GeneratedSql
    compiled: Compiled
    lineage: Lineage


def generate(query: SemanticQuery, manifest: Manifest, catalog: SchemaCatalog) -> Generated:
    """
    Compile a semantic query.

    :raises CompileError: the manifest offers no single safe way to compute it; with the candidates.
    """
    compiled = compile_query(query, manifest, catalog)
    text = compiled.tree.sql(dialect=compiled.dialect)
    return Generated(
        sql=GeneratedSql(text=text, dialect=compiled.dialect), compiled=compiled, lineage=lineage(compiled, manifest)
    )
