"""
Definitions of a dataset: saved, removed, published. Each is one transaction and one audit row.

Every change raises the dataset's version, and a change of what a metric means raises the metric's. A published dataset
is valid at all times: a change that would break it is refused with the findings. Saving what is stored changes nothing.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F

from apps import events
from apps.audit import services as audit
from apps.audit.actions import Action
from apps.errors import AppError, gettext_noop
from apps.semantic.announcements import ModelChanged
from apps.semantic.catalog import stored_catalog
from apps.semantic.models import Dataset, Dimension, Entity, Join, Metric
from apps.semantic.selectors import load_manifest
from apps.semantic.services.definitions import Definition, dataset_of, store, store_values, stored_version_of
from apps.semantic.validation import Finding, Severity, validate
from apps.tenants.access import require
from apps.tenants.identity import User


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
def save_definition(row: Definition, *, user: User) -> bool:
    """
    Create or change a dataset, entity, join, dimension or metric; return whether anything changed.

    :raises InvalidInput: a field is wrong, or the row names definitions of another dataset.
    :raises ModelInvalid: the dataset is published and would be broken.
    """
    stored = stored_version_of(row)
    require_edit(user, row, is_new=stored is None)
    changes = store(row, stored)
    if not changes:
        return False
    record(Action.ROW_CHANGED if stored else Action.ROW_ADDED, row, user=user, data=changes)
    model_changed(dataset_of(row))
    return True


@transaction.atomic
def set_values(dimension: Dimension, values: Mapping[str, Sequence[str]], *, user: User) -> bool:
    """Make these the named values of a dimension, each with its aliases; return whether anything changed."""
    require(user, "dataset.edit", dimension.dataset)
    if not store_values(dimension, values):
        return False
    record(Action.ROW_CHANGED, dimension, user=user, data={"values": ", ".join(sorted(values))})
    model_changed(dimension.dataset)
    return True


@transaction.atomic
def remove_definition(row: Entity | Join | Dimension | Metric, *, user: User) -> None:
    """
    Delete a definition, and with an entity all that is defined on it.

    :raises ModelInvalid: the dataset is published and would be broken.
    """
    require(user, "dataset.edit", row.dataset)
    dataset = row.dataset
    record(Action.ROW_DELETED, row, user=user, data={})
    row.delete()
    model_changed(dataset)


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
    record(Action.ROW_CHANGED, dataset, user=user, data={"is_published": "False"})
    return True


def findings_of(dataset: Dataset) -> tuple[Finding, ...]:
    """Return what is wrong with the model as it is stored, against the schema that was read last."""
    return validate(load_manifest(dataset), stored_catalog(dataset.data_source))


def require_valid(dataset: Dataset) -> None:
    """:raises ModelInvalid: the model has errors; warnings do not count."""
    findings = findings_of(dataset)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise ModelInvalid(findings)


def require_edit(user: User, row: Definition, *, is_new: bool) -> None:
    """:raises Forbidden: the user may not change this dataset, or may not add one."""
    is_new_dataset = is_new and isinstance(row, Dataset)
    require(user, "dataset.edit", None if is_new_dataset else dataset_of(row))


def record(action: Action, row: Definition, *, user: User, data: Mapping[str, object]) -> None:
    """Put a change of a definition on record, with the dataset that it belongs to."""
    audit.record(action, actor=user, target=row, data={"dataset": dataset_of(row).name, **data})


def model_changed(dataset: Dataset) -> None:
    """
    Raise the version of a dataset whose definitions were changed, and tell whoever listens.

    :raises ModelInvalid: it is published and has errors now.
    """
    Dataset.objects.filter(id=dataset.id).update(version=F("version") + 1)
    # Two changes at once would each be checked without the other.
    locked = _locked(dataset)
    dataset.version = locked.version
    if locked.is_published:
        require_valid(locked)
    events.announce(ModelChanged(dataset_id=dataset.id))


def _set_published(dataset: Dataset, *, published: bool) -> None:
    Dataset.objects.filter(id=dataset.id).update(is_published=published)
    dataset.is_published = published
    events.announce(ModelChanged(dataset_id=dataset.id))


def _locked(dataset: Dataset) -> Dataset:
    locked: Dataset = Dataset.objects.select_for_update(of=("self",)).select_related("data_source").get(id=dataset.id)
    return locked
