"""
Writes one definition of a dataset, if it differs from what is stored and is whole.

Rights, the record and the validity of the model as a whole are the business of the services that call this.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import models as db

from apps.errors import InvalidInput, gettext_noop
from apps.semantic.models import Dataset, Dimension, DimensionValue, Entity, Join, Metric

Definition = Dataset | Entity | Join | Dimension | Metric

# What changes a metric's numbers, as against how it is called and shown.
_MEANING = frozenset({"entity_id", "aggregate", "column", "filter", "time_dimension"})
_KEPT_BY_US = frozenset({"id", "tenant_id", "version", "is_published"})


def dataset_of(row: Definition) -> Dataset:
    """Return the dataset that a definition belongs to; a dataset belongs to itself."""
    return row if isinstance(row, Dataset) else row.dataset


def stored_version_of(row: Definition) -> Definition | None:
    """Return the row as the database has it; None: it is new."""
    stored: Definition | None = type(row).objects.filter(pk=row.pk).first()
    return stored


def store(row: Definition, stored: Definition | None) -> Mapping[str, str]:
    """
    Create or change a definition; return the fields that changed with their new values.

    A metric's version grows with its meaning.

    :raises InvalidInput: a field is wrong, or the row names definitions of another dataset.
    """
    _require_same_dataset(row, stored)
    if stored is not None and not _changes(stored, row):
        return {}
    _clean(row)
    changes = _changes(stored, row)
    if isinstance(row, Metric) and isinstance(stored, Metric):
        row.version = stored.version + bool(_MEANING & changes.keys())
    row.save()
    return changes


def store_values(dimension: Dimension, values: Mapping[str, Sequence[str]]) -> bool:
    """
    Make these the named values of a dimension, each with its aliases; return whether anything changed.

    :raises InvalidInput: a value or alias is too long.
    """
    wanted = {value: list(aliases) for value, aliases in values.items()}
    rows = {row.value: row for row in DimensionValue.objects.filter(dimension=dimension)}
    if {value: row.aliases for value, row in rows.items()} == wanted:
        return False
    DimensionValue.objects.filter(id__in=[row.id for value, row in rows.items() if value not in wanted]).delete()
    changed = [
        DimensionValue(id=rows[value].id, dimension=dimension, value=value, aliases=aliases)
        if value in rows
        else DimensionValue(dimension=dimension, value=value, aliases=aliases)
        for value, aliases in wanted.items()
    ]
    for row in changed:
        _clean(row, fields_only=True)
    # One statement, however long the vocabulary is.
    DimensionValue.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["dimension", "value"], update_fields=["aliases"]
    )
    return True


def _require_same_dataset(row: Definition, stored: Definition | None) -> None:
    """A definition never points into, or moves to, another dataset: rights are checked on one only."""
    if isinstance(row, Dataset):
        return
    if isinstance(stored, Entity | Join | Dimension | Metric) and stored.dataset_id != row.dataset_id:
        raise InvalidInput(field="dataset", reason=gettext_noop("cannot be changed"))
    for name, entity in _entities_named(row):
        if entity.dataset_id != row.dataset_id:
            raise InvalidInput(field=name, reason=gettext_noop("belongs to another dataset"))


def _entities_named(row: Definition) -> Iterable[tuple[str, Entity]]:
    if isinstance(row, Join):
        return [("source", row.source), ("target", row.target)]
    if isinstance(row, Dimension | Metric):
        return [("entity", row.entity)]
    return []


def _clean(row: db.Model, *, fields_only: bool = False) -> None:
    try:
        row.clean_fields(exclude={"dimension"}) if fields_only else row.full_clean()
    except ValidationError as error:
        field, reasons = next(iter(error.message_dict.items()))
        raise InvalidInput(field=field, reason=" ".join(reasons)) from error


def _changes(stored: Definition | None, row: Definition) -> dict[str, str]:
    """Field -> new value, of the fields that a person sets."""
    fields = [f.attname for f in row._meta.concrete_fields if f.attname not in _KEPT_BY_US]
    return {f: str(getattr(row, f)) for f in fields if stored is None or getattr(row, f) != getattr(stored, f)}
