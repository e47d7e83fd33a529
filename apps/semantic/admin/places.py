"""The choice of a column of an entity in one field: every column of every entity of the dataset, grouped by entity."""

from collections.abc import Iterable
from typing import Any

from apps.semantic.admin.definitions import Choices, DefinitionForm, titled
from apps.semantic.models import Entity


class PlacedForm(DefinitionForm):
    """
    A definition that stands on one column of one entity, chosen as `place`.

    :cvar rows_title: what the choice of no column is called; None: there is none.
    """

    rows_title: Any = None
    field_of = {"entity": "place", "column": "place"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places: dict[str, tuple[Entity, str]] = {}
        self.choose("place", [("", "—"), *self._grouped(self.entities())])
        if self.instance.entity_id:
            self.initial["place"] = _key(self.instance.entity, self.instance.column)

    def clean(self) -> dict[str, Any]:
        """Put the chosen place where the definition keeps it."""
        cleaned = super().clean()
        place = self._places.get(cleaned.get("place", ""))
        if place is not None:
            self.instance.entity, self.instance.column = place
        return cleaned

    def _grouped(self, entities: Iterable[Entity]) -> Choices:
        groups: Choices = []
        for entity in entities:
            columns = [(name, f"{entity.name}.{title}") for name, title in self.columns_of(entity)]
            if self.rows_title is not None:
                columns = [("", f"{entity.name} · {self.rows_title}"), *columns]
            self._places |= {_key(entity, column): (entity, column) for column, _title in columns}
            groups.append((titled(entity), [(_key(entity, column), title) for column, title in columns]))
        return groups


def _key(entity: Entity, column: str) -> str:
    return f"{entity.id}:{column}"
