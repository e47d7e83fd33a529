"""What may be read of the corpus."""

from uuid import UUID

from apps.rag.models import CorpusEntry

MOST_EXAMPLES = 24


def example_questions(*, dataset_id: UUID, language: str) -> list[str]:
    """The dataset's active example questions in a language, in the stewards' order, whoever may ask them."""
    entries = CorpusEntry.objects.filter(
        dataset_id=dataset_id, kind=CorpusEntry.Kind.EXAMPLE, language=language, is_active=True
    )
    return list(entries.values_list("question", flat=True)[:MOST_EXAMPLES])
