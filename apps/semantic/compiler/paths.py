"""
The way from the metrics' entity to another one along many-to-one steps, which never multiply rows.

Exactly one way is needed: none is a refusal, several are an ambiguity. The length of a path never decides.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from itertools import islice

from apps.semantic.compiler.refusals import AmbiguousPath, UnreachableDimension, label
from apps.semantic.contracts import Dimension, Join, Manifest, Metric

Path = tuple[Join, ...]
MAX_CANDIDATES = 8  # shown in an ambiguity; more would help nobody


def path_to(dimension: Dimension, *, metric: Metric, manifest: Manifest) -> Path:
    """
    Return the one path from the metric's entity to the dimension's; empty if it is the same entity.

    :raises UnreachableDimension: no many-to-one path leads there.
    :raises AmbiguousPath: several do.
    """
    found = tuple(islice(paths_between(metric.entity, dimension.entity, manifest), MAX_CANDIDATES))
    if not found:
        reachable = reachable_dimensions(metric.entity, manifest)
        raise UnreachableDimension(
            candidates=[d.name for d in reachable],
            dimension=label(dimension.words, dimension.name),
            metric=label(metric.words, metric.name),
            reachable=", ".join(label(d.words, d.name) for d in reachable),
        )
    if len(found) > 1:
        described = [describe(path, manifest) for path in found]
        raise AmbiguousPath(
            candidates=["/".join(join.name for join in path) for path in found],
            dimension=label(dimension.words, dimension.name),
            paths="; ".join(described),
        )
    return found[0]


def paths_between(start: str, goal: str, manifest: Manifest) -> Iterator[Path]:
    """All paths between two entities that visit no entity twice, in a fixed order; lazily, there may be many."""
    if start == goal:
        yield ()
        return
    leads_there = _reached(goal, _edges(manifest, backwards=True))
    forwards = _edges(manifest)

    # Only entities from which the goal can be reached are entered: a model with many dead ends stays cheap.
    def walk(here: str, seen: frozenset[str], path: Path) -> Iterator[Path]:
        for join in forwards[here]:
            if join.target == goal:
                yield (*path, join)
            elif join.target in leads_there and join.target not in seen:
                yield from walk(join.target, seen | {join.target}, (*path, join))

    yield from walk(start, frozenset({start}), ())


def reachable_dimensions(entity: str, manifest: Manifest) -> tuple[Dimension, ...]:
    """Dimensions that many-to-one steps lead to, by one path or by several, in the manifest's order."""
    entities = _reached(entity, _edges(manifest))
    return tuple(d for d in manifest.dimensions if d.entity in entities)


def describe(path: Path, manifest: Manifest) -> str:
    """A path in words: the role or the title of each entity on the way."""
    steps = []
    for join in path:
        target = manifest.entity(join.target)
        steps.append(join.role or label(target.words, target.name))
    return " → ".join(steps)


def _edges(manifest: Manifest, *, backwards: bool = False) -> Mapping[str, list[Join]]:
    edges: dict[str, list[Join]] = defaultdict(list)
    for join in sorted(manifest.joins, key=lambda j: j.name):
        edges[join.target if backwards else join.source].append(join)
    return edges


def _reached(start: str, edges: Mapping[str, list[Join]]) -> frozenset[str]:
    reached, queue = {start}, deque([start])
    while queue:
        here = queue.popleft()
        for join in edges[here]:
            for there in (join.source, join.target):
                if there not in reached:
                    reached.add(there)
                    queue.append(there)
    return frozenset(reached)
