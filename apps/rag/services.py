"""Curating the corpus: one verb, one transaction, one audit event."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.errors import InvalidInput
from apps.rag.models import CorpusEntry
from apps.semantic.access import access_dataset
from apps.tenants.access import require
from apps.tenants.identity import User

_FIELDS = ("dataset_id", "kind", "language", "question", "position", "is_active")


@transaction.atomic
def set_example_questions(*, user: User, dataset_name: str, language: str, questions: Sequence[str]) -> None:
    """Make these the dataset's example questions in a language, in this order; others of the kind are taken off."""
    require(user, "corpus.edit")
    dataset = access_dataset(dataset_name, user=user, to="edit")
    of_kind = CorpusEntry.objects.filter(dataset_id=dataset.id, kind=CorpusEntry.Kind.EXAMPLE, language=language)
    of_kind.exclude(question__in=questions).delete()
    for position, question in enumerate(questions):
        CorpusEntry.objects.update_or_create(
            dataset_id=dataset.id,
            kind=CorpusEntry.Kind.EXAMPLE,
            language=language,
            question=question,
            defaults={"position": position, "is_active": True},
        )
    audit.record(
        Action.ROW_CHANGED, actor=user, target=dataset, data={"example_questions": len(questions), "language": language}
    )


@transaction.atomic
def save_entry(entry: CorpusEntry, *, user: User) -> None:
    """
    Create or change one entry.

    :raises InvalidInput: a field is wrong, or the dataset has this text already.
    """
    require(user, "corpus.edit")
    stored = CorpusEntry.objects.filter(pk=entry.pk).first()
    for dataset_id in {entry.dataset_id, stored.dataset_id if stored else entry.dataset_id}:
        access_dataset(dataset_id, user=user, to="edit")
    _clean(entry)
    entry.save()
    changed = [name for name in _FIELDS if stored is None or getattr(stored, name) != getattr(entry, name)]
    action = Action.ROW_CHANGED if stored else Action.ROW_ADDED
    audit.record(action, actor=user, target=entry, data={"fields": ", ".join(changed)})


@transaction.atomic
def remove_entry(entry: CorpusEntry, *, user: User) -> None:
    """Delete one entry."""
    require(user, "corpus.edit")
    access_dataset(entry.dataset_id, user=user, to="edit")
    audit.record(Action.ROW_DELETED, actor=user, target=entry)
    entry.delete()


def _clean(entry: CorpusEntry) -> None:
    try:
        entry.full_clean()
    except ValidationError as error:
        field, reasons = next(iter(error.message_dict.items()))
        raise InvalidInput(field=field, reason=" ".join(reasons)) from error
