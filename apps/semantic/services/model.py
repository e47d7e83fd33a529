"""
Definitions of a dataset: saved, removed, published. Each is one transaction and one audit row.

Every change raises the dataset's version, and a change of what a metric means raises the metric's. A published dataset
is valid at all times: a change that would break it is refused with the findings. Saving what is stored changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import models as db
from django.db import transaction
from django.db.models import F

from apps import events
from apps.audit import services as audit
from apps.audit.actions import Action
from apps.errors import AppError, InvalidInput, gettext_noop
from apps.semantic.announcements import ModelChanged
from apps.semantic.catalog import stored_catalog
from apps.semantic.models import Dataset, Dimension, DimensionValue, Entity, Join, Metric
from apps.semantic.selectors import load_manifest
from apps.semantic.validation import Finding, Severity, validate
from apps.tenants.access import require
from apps.tenants.models import User

Definition = Dataset | Entity | Join | Dimension | Metric

# What changes a metric's numbers, as against how it is called and shown.
_MEANING = frozenset({"entity_id", "aggregate", "column", "filter", "time_dimension"})
_KEPT_BY_US = frozenset({"id", "tenant_id", "version", "is_published"})


class ModelInvalid(AppError):
    """
    The model does not fit its database or itself.

    :ivar findings: what is wrong, errors and warnings.
    """

    code = "model.invalid"
    http_status = 422
    message = gettext_noop("The model has faults: %(places)s.")
    advice = gettext_noop("Correct these definitions, or read the schema again if the database has changed.")

    def __init__(self, findings: Sequence[Finding]) -> None:
        places = dict.fromkeys(f.where for f in findings if f.severity is Severity.ERROR)
        super().__init__(places=", ".join(places))
        self.findings = tuple(findings)


@transaction.atomic
def save_definition(row: Definition, *, user: User, check: bool = True) -> bool:
    """
    Create or change a dataset, entity, join, dimension or metric; return whether anything changed.

    :param check: False within a larger change that calls `require_valid` itself before it commits.
    :raises InvalidInput: a field is wrong, or the row names definitions of another dataset.
    :raises ModelInvalid: the dataset is published and would be broken.
    """
    stored = type(row).objects.filter(pk=row.pk).first()
    _require_edit(user, row, is_new=stored is None)
    _require_same_dataset(row, stored)
    _clean(row)
    changes = _changes(stored, row)
    if stored is not None and not changes:
        return False
    if isinstance(row, Metric) and isinstance(stored, Metric):
        row.version = stored.version + bool(_MEANING & changes.keys())
    row.save()
    _record(Action.ROW_CHANGED if stored else Action.ROW_ADDED, row, user=user, data=changes)
    _model_changed(dataset_of(row), check=check)
    return True


@transaction.atomic
def set_values(dimension: Dimension, values: Mapping[str, Sequence[str]], *, user: User, check: bool = True) -> bool:
    """
    Make these the named values of a dimension, each with its aliases; return whether anything changed.

    :param check: as in `save_definition`.
    """
    require(user, "dataset.edit", dimension.dataset)
    wanted = {value: list(aliases) for value, aliases in values.items()}
    rows = {row.value: row for row in DimensionValue.objects.filter(dimension=dimension)}
    if {value: row.aliases for value, row in rows.items()} == wanted:
        return False
    DimensionValue.objects.filter(id__in=[row.id for value, row in rows.items() if value not in wanted]).delete()
    for value, aliases in wanted.items():
        row = rows.get(value) or DimensionValue(dimension=dimension, value=value)
        row.aliases = aliases
        _clean(row)
        row.save()
    _record(Action.ROW_CHANGED, dimension, user=user, data={"values": ", ".join(sorted(wanted))})
    _model_changed(dimension.dataset, check=check)
    return True


@transaction.atomic
def remove_definition(row: Entity | Join | Dimension | Metric, *, user: User) -> None:
    """
    Delete a definition, and with an entity all that is defined on it.

    :raises ModelInvalid: the dataset is published and would be broken.
    """
    require(user, "dataset.edit", row.dataset)
    dataset = row.dataset
    _record(Action.ROW_DELETED, row, user=user, data={})
    row.delete()
    _model_changed(dataset, check=True)


@transaction.atomic
def publish_dataset(dataset: Dataset, *, user: User) -> bool:
    """
    Let a dataset be asked; return whether it was not published before.

    :raises ModelInvalid: the model has errors.
    :raises AppError: the schema of its source was never read.
    """
    require(user, "dataset.publish", dataset)
    locked = _locked(dataset)
    require_valid(locked)
    if locked.is_published:
        return False
    _set_published(dataset, published=True)
    manifest = load_manifest(locked)
    data = {"version": locked.version, "fingerprint": manifest.fingerprint}
    audit.record(Action.DATASET_PUBLISHED, actor=user, target=dataset, data=data)
    return True


@transaction.atomic
def withdraw_dataset(dataset: Dataset, *, user: User) -> bool:
    """Stop a dataset from being asked; return whether it was published."""
    require(user, "dataset.publish", dataset)
    if not _locked(dataset).is_published:
        return False
    _set_published(dataset, published=False)
    _record(Action.ROW_CHANGED, dataset, user=user, data={"is_published": "False"})
    return True


def findings_of(dataset: Dataset) -> tuple[Finding, ...]:
    """Return what is wrong with the model as it is stored, against the schema that was read last."""
    return validate(load_manifest(dataset), stored_catalog(dataset.data_source))


def require_valid(dataset: Dataset) -> None:
    """:raises ModelInvalid: the model has errors; warnings do not count."""
    findings = findings_of(dataset)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise ModelInvalid(findings)


def dataset_of(row: Definition) -> Dataset:
    """Return the dataset that a definition belongs to; a dataset belongs to itself."""
    return row if isinstance(row, Dataset) else row.dataset


def _require_edit(user: User, row: Definition, *, is_new: bool) -> None:
    is_new_dataset = is_new and isinstance(row, Dataset)
    require(user, "dataset.edit", None if is_new_dataset else dataset_of(row))


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


def _clean(row: db.Model) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        field, reasons = next(iter(error.message_dict.items()))
        raise InvalidInput(field=field, reason=" ".join(reasons)) from error


def _changes(stored: Definition | None, row: Definition) -> dict[str, str]:
    """Field -> new value, of the fields that a person sets."""
    fields = [f.attname for f in row._meta.concrete_fields if f.attname not in _KEPT_BY_US]
    return {f: str(getattr(row, f)) for f in fields if stored is None or getattr(row, f) != getattr(stored, f)}


def _record(action: Action, row: Definition, *, user: User, data: Mapping[str, str]) -> None:
    audit.record(action, actor=user, target=row, data={"dataset": dataset_of(row).name, **data})


def _model_changed(dataset: Dataset, *, check: bool) -> None:
    Dataset.objects.filter(id=dataset.id).update(version=F("version") + 1)
    # Two changes at once would each be checked without the other.
    locked = _locked(dataset)
    dataset.version = locked.version
    if check and locked.is_published:
        require_valid(locked)
    events.announce(ModelChanged(dataset_id=dataset.id))


def _set_published(dataset: Dataset, *, published: bool) -> None:
    Dataset.objects.filter(id=dataset.id).update(is_published=published)
    dataset.is_published = published
    events.announce(ModelChanged(dataset_id=dataset.id))


def _locked(dataset: Dataset) -> Dataset:
    locked: Dataset = Dataset.objects.select_for_update(of=("self",)).select_related("data_source").get(id=dataset.id)
    return locked
