"""Curating the corpus: one verb, one transaction, one audit event."""

from collections.abc import Sequence

from django.db import transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.rag.models import CorpusEntry
from apps.semantic.access import access_dataset
from apps.tenants.access import require
from apps.tenants.identity import User


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
