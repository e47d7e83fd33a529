"""The semantic lane's SQL: compiled from the semantic layer, the same for the same query, byte for byte."""

from apps.queries.contracts import Generated
from apps.semantic.compiler import compile_query
from apps.semantic.contracts import Manifest, SchemaCatalog, SemanticQuery
from apps.semantic.lineage import lineage
from apps.semantic.sql.typestate import GeneratedSql


def generate(query: SemanticQuery, manifest: Manifest, catalog: SchemaCatalog) -> Generated:
    """
    Compile a semantic query.

    :raises QueryRefused: the manifest offers no single safe way to compute it; with the candidates.
    """
    compiled = compile_query(query, manifest, catalog)
    return Generated(
        sql=GeneratedSql(text=compiled.text, dialect=compiled.dialect),
        compiled=compiled,
        lineage=lineage(compiled, manifest),
    )
