"""What a star shows: columns that USING and NATURAL merge stand first; SQLite leaves them where they first stand."""

from apps.semantic.contracts import Dialect
from apps.semantic.sql.names import column_key
from apps.semantic.sql.scopes import Frame, Output


def shown_by_star(frame: Frame, dialect: Dialect) -> list[Output]:
    """Return the columns in their order, with the names of the first table that has them."""
    merged: dict[str, Output] = {}
    others: list[Output] = []
    in_place: list[Output] = []
    for output in (output for relation in frame.relations for output in relation.starred):
        key = column_key(output.name, dialect)
        if key not in frame.merged:
            others.append(output)
        elif key not in merged:
            merged[key] = Output(output.name, frame.merged[key])
        else:
            continue
        in_place.append(merged.get(key, output))
    if dialect is Dialect.SQLITE:
        return in_place
    return [merged.get(key, Output(key, kind)) for key, kind in frame.merged.items()] + others
