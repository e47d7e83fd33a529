"""
Reads the stored model as the frozen values that everything else works on.

A manifest is loaded in a constant number of queries and kept in the process for as long as its dataset's version is
asked for. Every change of a definition raises the version (`apps.semantic.services.model`), so a stale one is never
served for a newer row.
"""

import hashlib
import json
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, replace
from threading import Lock
from uuid import UUID

from apps.semantic import contracts, models
from apps.semantic.contracts import Manifest, TableRef, Words
from apps.semantic.visibility import visible_manifest

__all__ = ["load_manifest", "manifest_of", "visible_manifest"]

KEPT = 128
_kept: OrderedDict[tuple[UUID, int], Manifest] = OrderedDict()
_lock = Lock()


def manifest_of(dataset: models.Dataset) -> Manifest:
    """Return the model of a dataset as of the version that this row has."""
    key = (dataset.id, dataset.version)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    manifest = load_manifest(dataset)
    with _lock:
        _kept[key] = manifest
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return manifest


def load_manifest(dataset: models.Dataset) -> Manifest:
    """Return the model of a dataset as it is stored now, in a constant number of queries."""
    source = dataset.data_source
    entities = {e.id: e for e in models.Entity.objects.filter(dataset=dataset).order_by("name")}
    values: dict[UUID, list[contracts.DimensionValue]] = defaultdict(list)
    for value in models.DimensionValue.objects.filter(dimension__dataset=dataset).order_by("value"):
        values[value.dimension_id].append(contracts.DimensionValue(value.value, tuple(value.aliases)))
    manifest = Manifest(
        dataset_id=dataset.id,
        name=dataset.name,
        words=_words(dataset),
        data_source_id=source.id,
        dialect=contracts.Dialect(source.engine),
        timezone=dataset.timezone,
        entities=tuple(_entity(e) for e in entities.values()),
        joins=tuple(_join(j, entities) for j in models.Join.objects.filter(dataset=dataset).order_by("name")),
        dimensions=tuple(
            _dimension(d, entities, values[d.id])
            for d in models.Dimension.objects.filter(dataset=dataset).order_by("name")
        ),
        metrics=tuple(_metric(m, entities) for m in models.Metric.objects.filter(dataset=dataset).order_by("name")),
    )
    return replace(manifest, fingerprint=fingerprint_of(manifest))


def fingerprint_of(manifest: Manifest) -> str:
    """Return the SHA-256 of all that a manifest says, whatever fingerprint it carries."""
    content = asdict(replace(manifest, fingerprint=""))
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _words(row: models.dataset.Named) -> Words:
    return Words(row.title_zh, row.title_en, tuple(row.synonyms))


def _described(row: models.dataset.Named) -> Words:
    return Words(row.description_zh, row.description_en)


def _entity(row: models.Entity) -> contracts.Entity:
    return contracts.Entity(
        name=row.name,
        words=_words(row),
        table=TableRef(row.table_schema, row.table_name),
        primary_key=tuple(row.primary_key),
        default_time_dimension=row.default_time_dimension,
    )


def _join(row: models.Join, entities: dict[UUID, models.Entity]) -> contracts.Join:
    return contracts.Join(
        name=row.name,
        source=entities[row.source_id].name,
        target=entities[row.target_id].name,
        source_columns=tuple(row.source_columns),
        target_columns=tuple(row.target_columns),
        role=row.role,
    )


def _dimension(
    row: models.Dimension, entities: dict[UUID, models.Entity], values: Iterable[contracts.DimensionValue]
) -> contracts.Dimension:
    return contracts.Dimension(
        name=row.name,
        words=_words(row),
        entity=entities[row.entity_id].name,
        column=row.column,
        kind=contracts.DimensionKind(row.kind),
        values=tuple(values),
        description=_described(row),
    )


def _metric(row: models.Metric, entities: dict[UUID, models.Entity]) -> contracts.Metric:
    entity = entities[row.entity_id]
    return contracts.Metric(
        name=row.name,
        words=_words(row),
        entity=entity.name,
        aggregate=contracts.Aggregate(row.aggregate),
        column=row.column,
        filter=row.filter,
        unit=row.unit,
        decimals=row.decimals,
        # A metric that names no time of its own takes its entity's.
        time_dimension=row.time_dimension or entity.default_time_dimension,
        version=row.version,
        description=_described(row),
    )
