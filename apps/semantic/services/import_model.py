"""
A semantic model in a file, made into rows: a dataset with its entities, joins, dimensions, values and metrics.

The form is described at the top of `apps/semantic/demo_shop/semantic.yaml`. What the file names becomes as the file
says; what it does not name stays. Importing the same file again changes nothing. Unknown keys are refused: a misspelt
one must not silently do without its value. All or nothing: a fault anywhere leaves the model as it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import transaction

from apps.audit.actions import Action
from apps.errors import InvalidInput, gettext_noop
from apps.semantic.models import Dataset, DataSource, Dimension, Entity, Join, Metric
from apps.semantic.services.definitions import Definition, store, store_values, stored_version_of
from apps.semantic.services.model import model_changed, publish_dataset, record, require_edit
from apps.tenants.identity import User

Row = TypeVar("Row", Entity, Join, Dimension, Metric)
Content = Mapping[str, Any]

_NAMED = {"name", "title_zh", "title_en", "synonyms", "description_zh", "description_en"}
_KEYS: Mapping[str, frozenset[str]] = {
    "dataset": frozenset(_NAMED | {"timezone"}),
    "entities": frozenset(_NAMED | {"table", "primary_key", "default_time_dimension"}),
    "joins": frozenset({"name", "role", "source", "target", "source_columns", "target_columns"}),
    "dimensions": frozenset(_NAMED | {"entity", "column", "kind", "values"}),
    "metrics": frozenset(
        _NAMED | {"entity", "aggregate", "column", "filter", "unit", "decimals", "time_dimension", "owner"}
    ),
}


@dataclass
class _Import:
    """One import under way: into what, and what it has changed so far, by kind and name."""

    dataset: Dataset
    changed: dict[str, str] = field(default_factory=dict)

    def store(self, row: Definition) -> None:
        if changes := store(row, stored_version_of(row)):
            self.changed[f"{row._meta.model_name}:{row.name}"] = ", ".join(sorted(changes))

    def store_values(self, dimension: Dimension, values: Mapping[str, Sequence[str]]) -> None:
        if store_values(dimension, values):
            self.changed[f"values:{dimension.name}"] = ", ".join(sorted(values))


@transaction.atomic
def import_model(content: Content, *, user: User, data_source: DataSource, publish: bool = False) -> Dataset:
    """
    Make the model of a file that of the dataset it names; create the dataset if there is none.

    :param content: the file, read.
    :param publish: let the dataset be asked. One that already is stays so, and must stay valid.
    :raises Forbidden: the user may not define, or not publish.
    :raises InvalidInput: the file has another form, or a value does not fit; `field` says where.
    :raises ModelInvalid: the model has errors and is, or should be, published.
    """
    _require_form(content)
    fields = dict(content["dataset"])
    found = Dataset.objects.filter(name=fields["name"]).first()
    dataset = _filled(found or Dataset(), {**fields, "data_source": data_source})
    require_edit(user, dataset, is_new=found is None)
    work = _Import(dataset)
    work.store(dataset)
    entities = _entities(work, content)
    _joins(work, content, entities)
    _dimensions(work, content, entities)
    _metrics(work, content, entities)
    if work.changed:
        record(Action.ROW_CHANGED if found else Action.ROW_ADDED, dataset, user=user, data={"imported": work.changed})
        model_changed(dataset)
    if publish:
        publish_dataset(dataset, user=user)
    return dataset


def _entities(work: _Import, content: Content) -> dict[str, Entity]:
    rows = {row.name: row for row in Entity.objects.filter(dataset=work.dataset)}
    for item in _items(content, "entities"):
        schema, _, table = str(item.pop("table", "")).partition(".")
        if not schema or not table:
            raise InvalidInput(field=f"entities.{item['name']}.table", reason=gettext_noop("must be schema.table"))
        row = _filled(_row(Entity, work, rows, item), {**item, "table_schema": schema, "table_name": table})
        work.store(row)
        rows[row.name] = row
    return rows


def _joins(work: _Import, content: Content, entities: Mapping[str, Entity]) -> None:
    rows = {row.name: row for row in Join.objects.filter(dataset=work.dataset)}
    for item in _items(content, "joins"):
        ends = {end: _entity(item, end, entities) for end in ("source", "target")}
        work.store(_filled(_row(Join, work, rows, item), {**item, **ends}))


def _dimensions(work: _Import, content: Content, entities: Mapping[str, Entity]) -> None:
    rows = {row.name: row for row in Dimension.objects.filter(dataset=work.dataset)}
    for item in _items(content, "dimensions"):
        values = item.pop("values", None)
        row = _filled(_row(Dimension, work, rows, item), {**item, "entity": _entity(item, "entity", entities)})
        work.store(row)
        if values is not None:
            work.store_values(row, _vocabulary(row.name, values))


def _metrics(work: _Import, content: Content, entities: Mapping[str, Entity]) -> None:
    rows = {row.name: row for row in Metric.objects.filter(dataset=work.dataset)}
    for item in _items(content, "metrics"):
        work.store(_filled(_row(Metric, work, rows, item), {**item, "entity": _entity(item, "entity", entities)}))


def _require_form(content: Content) -> None:
    if not isinstance(content, Mapping) or not isinstance(content.get("dataset"), Mapping):
        raise InvalidInput(field="dataset", reason=gettext_noop("is missing"))
    for key in content:
        if key not in _KEYS:
            raise InvalidInput(field=str(key), reason=gettext_noop("is not a known key"))
    _require_keys("dataset", content["dataset"])


def _require_keys(part: str, item: object) -> None:
    if not isinstance(item, Mapping) or not isinstance(item.get("name"), str):
        raise InvalidInput(field=f"{part}.name", reason=gettext_noop("is missing"))
    for key in item:
        if key not in _KEYS[part]:
            raise InvalidInput(field=f"{part}.{item['name']}.{key}", reason=gettext_noop("is not a known key"))


def _items(content: Content, part: str) -> Iterator[dict[str, Any]]:
    listed = content.get(part) or []
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        raise InvalidInput(field=part, reason=gettext_noop("must be a list"))
    for item in listed:
        _require_keys(part, item)
        yield dict(item)


def _row(kind: type[Row], work: _Import, rows: Mapping[str, Row], item: Content) -> Row:
    return rows.get(item["name"]) or kind(dataset=work.dataset)


def _filled(row: Any, values: Mapping[str, Any]) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _entity(item: Content, key: str, entities: Mapping[str, Entity]) -> Entity:
    found = entities.get(str(item.get(key)))
    if found is None:
        raise InvalidInput(field=f"{item['name']}.{key}", reason=gettext_noop("is not an entity of this dataset"))
    return found


def _vocabulary(dimension: str, values: object) -> dict[str, list[str]]:
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise InvalidInput(field=f"dimensions.{dimension}.values", reason=gettext_noop("must be a list"))
    return dict(_value(dimension, item) for item in values)


def _value(dimension: str, item: object) -> tuple[str, list[str]]:
    known = isinstance(item, Mapping) and item.keys() <= {"value", "aliases"}
    value = item.get("value") if isinstance(item, Mapping) and known else None
    # YAML reads an unquoted `no` as false: a stored value must be written as text or as a number.
    if not isinstance(item, Mapping) or isinstance(value, bool) or not isinstance(value, str | int):
        reason = gettext_noop("must each be a value with aliases")
        raise InvalidInput(field=f"dimensions.{dimension}.values", reason=reason)
    return str(value), [str(alias) for alias in item.get("aliases") or []]
