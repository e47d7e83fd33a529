"""Which readings the joins of the model allow: a metric can only be split and filtered by what its rows point to."""

from apps.semantic.contracts import Manifest, SemanticQuery


def is_reachable(query: SemanticQuery, manifest: Manifest) -> bool:
    """Every dimension of the query is on the entity of each of its metrics, or many-to-one joins away from it."""
    named = {group.dimension for group in query.group_by} | {f.dimension for f in query.filters}
    needed = {manifest.dimension(name).entity for name in named}
    return all(needed <= reachable_entities(manifest.metric(name).entity, manifest) for name in query.metrics)


def reachable_entities(entity: str, manifest: Manifest) -> frozenset[str]:
    """The entity itself and all that many-to-one joins lead to."""
    reached, fresh = {entity}, {entity}
    while fresh:
        fresh = {join.target for join in manifest.joins if join.source in fresh} - reached
        reached |= fresh
    return frozenset(reached)
