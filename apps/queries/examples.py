"""Example questions: only those that this user may ask, so that none of them teaches what is hidden."""

from dataclasses import dataclass
from datetime import datetime

from apps.queries.contracts import Question
from apps.queries.stages.intent import understand
from apps.rag import selectors as corpus
from apps.semantic.access import datasets_for
from apps.semantic.policies import access_policy
from apps.semantic.selectors import manifest_of, visible_manifest
from apps.tenants.identity import User


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the name of the dataset that it is asked of."""

    question: str
    dataset: str


def example_questions(user: User, *, language: str, now: datetime) -> list[Example]:
    """The stewards' example questions that are fully understood over what this user may see."""
    found: list[Example] = []
    for dataset in datasets_for(user):
        policy = access_policy(user_id=user.id, data_source=dataset.data_source, now=now)
        manifest = visible_manifest(manifest_of(dataset), policy)
        for text in corpus.example_questions(dataset_id=dataset.id, language=language):
            reading = understand(Question(text=text, language=language, as_of=now), manifest)
            if reading.candidates and not reading.points:
                found.append(Example(text, dataset.name))
    return found
