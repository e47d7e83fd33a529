"""
The only way from an id or a name to a dataset or data source: what a user may not see does not exist for them.

Verbs are few: a dataset is asked, viewed, edited, published; a data source is queried, viewed, edited, tested. Rows and
columns are decided later, by grants.
"""

from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from apps.errors import AppError, Forbidden, NotFound, gettext_noop
from apps.semantic.models import Dataset, DataSource
from apps.tenants.access import allowed
from apps.tenants.identity import User

DatasetVerb = Literal["ask", "view", "edit", "publish"]
SourceVerb = Literal["query", "view", "edit", "test"]


class SourceSwitchedOff(AppError):
    """An administrator has stopped all queries to this source."""

    code = "source.switched_off"
    http_status = 409
    message = gettext_noop("This data source is switched off.")
    advice = gettext_noop("Ask your administrator when it will be back.")


class DatasetNotChosen(AppError):
    """Several datasets could be asked, and none was named."""

    code = "dataset.not_chosen"
    message = gettext_noop("Which dataset do you mean: %(datasets)s?")
    advice = gettext_noop("Choose a dataset.")


def access_dataset(dataset: UUID | str, *, user: User, to: DatasetVerb) -> Dataset:
    """
    Fetch a dataset, by id or name, that this user may `to`.

    :raises NotFound: it does not exist, or the user may not know that it does, or it is asked before it is published.
    :raises Forbidden: the user may see it but not do this.
    """
    found = Dataset.objects.filter(**_reference(dataset)).select_related("data_source").first()
    if found is None:
        raise NotFound("dataset")
    if not allowed(user, "dataset.view", found):
        raise NotFound("dataset")
    if to == "ask" and not found.is_published:
        raise NotFound("dataset")
    if not allowed(user, f"dataset.{to}", found):
        raise Forbidden(f"dataset.{to}")
    return found


def access_data_source(data_source: UUID | str, *, user: User, to: SourceVerb) -> DataSource:
    """
    Fetch a data source, by id or name, that this user may `to`.

    :raises NotFound: it does not exist, or the user may not know that it does.
    :raises Forbidden: the user may see it but not do this.
    :raises SourceSwitchedOff: it may be queried, but not now.
    """
    found = DataSource.objects.filter(**_reference(data_source)).first()
    if found is None:
        raise NotFound("data source")
    # Who may query need not see how the source is reached; for them the question is one only.
    if not allowed(user, "datasource.query" if to == "query" else "datasource.view", found):
        raise NotFound("data source")
    if not allowed(user, f"datasource.{to}", found):
        raise Forbidden(f"datasource.{to}")
    if to == "query" and not found.is_active:
        raise SourceSwitchedOff
    return found


def datasets_for(user: User) -> list[Dataset]:
    """The published datasets that this user may ask, by name."""
    published: Iterable[Dataset] = Dataset.objects.filter(is_published=True).select_related("data_source")
    return [d for d in sorted(published, key=lambda d: d.name) if allowed(user, "dataset.ask", d)]


def only_dataset(user: User) -> Dataset:
    """
    Return the one dataset that this user may ask.

    :raises NotFound: there is none.
    :raises DatasetNotChosen: there are several.
    """
    datasets = datasets_for(user)
    if not datasets:
        raise NotFound("dataset")
    if len(datasets) > 1:
        raise DatasetNotChosen(datasets=", ".join(d.name for d in datasets))
    return datasets[0]


def data_source_of_run(data_source_id: UUID) -> DataSource:
    """
    Fetch the source of a run that was admitted before, on the product's own behalf: to stop it. No user is asked.

    :raises NotFound: it was removed.
    """
    found = DataSource.objects.filter(id=data_source_id).first()
    if found is None:
        raise NotFound("data source")
    return found


def _reference(given: UUID | str) -> dict[str, UUID | str]:
    """A text that is spelled as ids are is one."""
    if isinstance(given, UUID):
        return {"id": given}
    if "\x00" in given:
        raise NotFound("object")  # PostgreSQL stores no such name
    try:
        return {"id": UUID(given)} if str(UUID(given)) == given.lower() else {"name": given}
    except ValueError:
        return {"name": given}
