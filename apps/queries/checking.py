"""
Judges a file of statements line by line, and runs those that may run: the same guard, policy, proof, gate, execution
and release as every other door.

Whatever a line holds, it gets an answer and the next one is read: what is no request is rejected, and a fault of ours
is that line's error. Rights, catalog and source are gathered anew every two seconds, so that what is taken away ends
the work as fast as it ends a stream. Each statement that ran is on record before its rows leave.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO
from uuid import uuid4

import structlog
from django.db import DatabaseError
from django.utils import timezone

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.errors import AppError
from apps.queries.contracts import Gate, Tools
from apps.queries.judgement import REJECT, Judgement, Untraced, judge_with
from apps.queries.pipeline import run_judged
from apps.queries.rights import at_most_every
from apps.queries.toolbox import tools_for
from apps.semantic.contracts import Risk
from apps.tenants.access import require
from apps.tenants.identity import User

logger = structlog.get_logger(__name__)

LONGEST_LINE = 1_000_000  # bytes; a longer one is read past, not kept
GATHER_EVERY = 2.0  # seconds

Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file; `problem` says why it holds no statement."""

    number: int
    id: Any = None
    sql: str = ""
    problem: str = ""


def read_lines(file: BinaryIO, *, seen: Callable[[bytes], object] = lambda _: None) -> Iterator[Line]:
    """
    Read requests, one a line; blank lines are skipped, and no line is kept that is longer than `LONGEST_LINE`.

    :param seen: told of every byte of the file, for its digest.
    """
    number = 0
    while piece := file.readline(LONGEST_LINE + 1):
        number += 1
        seen(piece)
        if len(piece) > LONGEST_LINE:
            while not piece.endswith(b"\n") and (piece := file.readline(LONGEST_LINE)):
                seen(piece)
            yield Line(number, problem="the line is too long")
        elif piece.strip():
            yield _line(number, piece)


def _line(number: int, raw: bytes) -> Line:
    try:
        given = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):  # not UTF-8, not JSON, or nested beyond all sense
        return Line(number, problem="the line is no JSON")
    if not isinstance(given, dict):
        return Line(number, problem="the line is no JSON object")
    sql = given.get("sql")
    if not isinstance(sql, str):
        return Line(number, given.get("id"), problem="the line has no text “sql”")
    return Line(number, given.get("id"), sql)


def _no_number(name: str) -> None:
    raise ValueError(name)


class Checker:
    """Judges statements of one user on one data source, in the tenant in scope."""

    def __init__(self, *, user: User, data_source_name: str, execute: bool) -> None:
        """
        :raises AppError: the user may not do this, or there is no such data source.
        """
        self._user, self._source, self._execute = user, data_source_name, execute
        self._act = "sql.execute" if execute else "sql.validate"
        self._gathered: tuple[float, Tools] | None = None
        self._tools()

    def results(self, lines: Iterable[Line]) -> Iterator[Result]:
        """Answer each line in its turn."""
        for line in lines:
            yield {"id": line.id, "line": line.number, **self._result(line)}

    def _result(self, line: Line) -> Result:
        if line.problem:
            return _rejected("input.invalid", line.problem)
        try:
            return self._judged(line.sql)
        except AppError as error:  # the rights are gone, or the data source
            return _rejected(error.code, error.message % error.params)
        except DatabaseError:
            raise  # our own database is away: nothing can be judged, and nothing recorded
        except Exception:  # one statement must not end the work on thousands: it is logged, and counted as rejected
            incident = uuid4().hex[:12]
            logger.exception("check_sql.fault", incident=incident, line=line.number)
            return _rejected("internal", f"incident {incident}")

    def _judged(self, sql: str) -> Result:
        tools = self._tools()
        judgement = judge_with(tools, sql)
        result: Result = {**judgement.as_json(), "rows": None, "error": None}
        if judgement.verdict == REJECT:
            return result
        if self._execute and _may_run(judgement):
            return result | self._run(judgement, tools, sql)
        waits = judgement.gate is Gate.CONFIRM
        return result | {"error": judgement.error.code if judgement.error and not waits else None}

    def _run(self, judgement: Judgement, tools: Tools, sql: str) -> Result:
        assert judgement.authorized is not None
        assert judgement.prechecked is not None
        columns, rows, error, size = list(judgement.authorized.columns), None, None, 0
        try:
            ran = run_judged(judgement.authorized, judgement.prechecked, tools, Untraced())
        except AppError as failure:
            error = failure.code
        else:
            columns, rows, size = [column.name for column in ran.rows.columns], ran.cells, ran.rows.size
        facts = {**judgement.facts(), "error_code": error or "", "rows": len(rows or ()), "bytes": size}
        audit.record(
            Action.SQL_CHECKED,
            actor=self._user,
            data={"data_source": self._source, **facts},
            text={"asked": sql, "sql": judgement.authorized.render()},
        )
        return {"columns": columns, "rows": rows, "error": error, "message": ""}

    def _tools(self) -> Tools:
        if self._gathered is None or time.monotonic() - self._gathered[0] >= GATHER_EVERY:
            self._gathered = None
            require(self._user, self._act)
            found = tools_for(user=self._user, act=self._act, data_source=self._source, now=timezone.now())
            holds = at_most_every(GATHER_EVERY / 2, found.policy_holds)
            self._gathered = time.monotonic(), replace(found, policy_holds=holds)
        return self._gathered[1]


def _may_run(judgement: Judgement) -> bool:
    """Low and medium run; nobody is there to take a high risk."""
    prechecked = judgement.prechecked
    return prechecked is not None and prechecked.gate is not Gate.REFUSE and prechecked.risk is not Risk.HIGH


def _rejected(code: str, message: str) -> Result:
    empty: Mapping[str, Any] = {"sql": "", "proof": {}, "risk": "", "gate": "", "columns": [], "rows": None}
    return {"verdict": REJECT, "rules": [code], "message": message, **empty, "error": code}
