"""Takes rows until a cap is reached: the same caps, counted the same way, for every engine."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from apps.semantic.contracts import OutputColumn, Rows, RunLimits
from apps.semantic.contracts.results import Cell

ASK_EVERY = 0.2  # seconds between two questions whether to stop: each may be a query of its own


class StopSignal:
    """Asks `should_stop` now and then; once it said yes, that stays."""

    def __init__(self, should_stop: Callable[[], bool]) -> None:
        self._should_stop = should_stop
        self._next = 0.0
        self._stopped = False

    def given(self) -> bool:
        """Say whether the run is to end."""
        if not self._stopped and time.monotonic() >= self._next:
            self._stopped = self._should_stop()
            self._next = time.monotonic() + ASK_EVERY  # from the answer on: the question itself may take long
        return self._stopped


class Collector:
    """Keeps rows within the row and byte caps."""

    def __init__(self, limits: RunLimits) -> None:
        self._limits = limits
        self._rows: list[tuple[Cell, ...]] = []
        self._size = 0
        self._truncated = False

    def take(self, row: Sequence[Cell]) -> bool:
        """Keep a row; False: a cap is reached, the row is dropped and no more are wanted."""
        size = self._size + _size(row)
        if len(self._rows) >= self._limits.max_rows or size > self._limits.max_bytes:
            self._truncated = True
            return False
        self._rows.append(tuple(row))
        self._size = size
        return True

    @property
    def taken(self) -> list[tuple[Cell, ...]]:
        """The rows so far, as they came."""
        return self._rows

    def rows(
        self, columns: tuple[OutputColumn, ...], *, duration: timedelta, typed: list[tuple[Cell, ...]] | None = None
    ) -> Rows:
        """Return the result; `typed` replaces the rows by the same ones with better Python types."""
        rows = tuple(self._rows if typed is None else typed)
        return Rows(columns=columns, rows=rows, truncated=self._truncated, size=self._size, duration=duration)


def _size(row: Sequence[Cell]) -> int:
    """Bytes of the row's values as text."""
    # One loop without calls of its own: this runs for every cell of every answer.
    size = 0
    for cell in row:
        if isinstance(cell, str):
            size += len(cell) if cell.isascii() else len(cell.encode())
        elif isinstance(cell, bytes):
            size += len(cell)
        elif cell is not None:
            size += len(str(cell))
    return size
