"""A mask that shows a few characters at either end. Characters are code points, on every engine."""

from apps.semantic.contracts import ColumnKind, Dialect, Mask
from apps.semantic.sql.masks.spelling import spelling_of


def shown(mask: Mask, _kind: ColumnKind, dialect: Dialect) -> str:
    """The ends with *** between them; a value that would hide less than two characters is masked in full."""
    spelling = spelling_of(dialect)
    ends = [f"SUBSTR({spelling.text}, 1, {mask.keep_start})"] if mask.keep_start else []
    ends.append("'***'")
    if mask.keep_end:
        ends.append(f"SUBSTR({spelling.text}, {spelling.length} - {mask.keep_end - 1}, {mask.keep_end})")
    shortest = mask.keep_start + mask.keep_end + 1
    return f"CASE WHEN {spelling.length} > {shortest} THEN CONCAT({', '.join(ends)}) ELSE '***' END"
