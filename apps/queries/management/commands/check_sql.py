"""
`manage.py check_sql CASES.jsonl --source NAME --user NAME`: judge a file of statements as this user's, and run them.

Each line of the file is `{"id", "sql"}`; each line of the result says what became of it (docs/check_sql.md). The exit
code is 0 when every line was answered, whatever the answers.
"""

import hashlib
import json
import sys
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.origin import Origin, origin_scope
from apps.errors import AppError
from apps.queries.checking import Checker, Result, read_lines
from apps.scope import tenant_scope
from apps.semantic.access import access_data_source
from apps.tenants.identity import User
from apps.tenants.selectors import member_named, tenants_of
from apps.tenants.wording import words_of

PROGRESS_EVERY = 1_000  # lines


class Command(BaseCommand):
    help = "Judge a file of SQL statements as one user's, and run those that may run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "cases", type=Path, metavar="CASES.jsonl", help='one {"id", "sql"} a line; - is standard input'
        )
        parser.add_argument("--source", required=True, metavar="NAME", help="the data source")
        parser.add_argument("--user", required=True, metavar="NAME", help="as whose statements they are judged")
        parser.add_argument("--tenant", metavar="SLUG", help="may be left out where only one has this user and source")
        parser.add_argument("--execute", action="store_true", help="run what is of low or medium risk")
        parser.add_argument("--out", default="-", metavar="FILE", help="where the results go; - is standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        user, tenant_id = _user_and_tenant(options)
        with ExitStack() as held:
            held.enter_context(translation.override("en"))
            held.enter_context(tenant_scope(tenant_id, user_id=user.id))
            held.enter_context(origin_scope(Origin(request_id=f"check_sql-{uuid4().hex}")))
            try:
                checker = Checker(user=user, data_source_name=options["source"], execute=options["execute"])
                cases = _opened(held, options["cases"])
                out = _writer(held, options["out"], self.stdout)
            except AppError as error:
                raise CommandError(_said(error)) from error
            except OSError as error:
                raise CommandError(f"{error.filename}: {error.strerror}") from error
            self._check(checker, cases, out, user=user, options=options)

    def _check(self, checker: Checker, cases: Any, out: Any, *, user: User, options: dict[str, Any]) -> None:
        about = {"data_source": options["source"], "execute": options["execute"]}
        audit.record(Action.SQL_CHECK_STARTED, actor=user, data=about)
        digest, counts, started = hashlib.sha256(), Counter[str](), time.monotonic()
        try:
            for result in checker.results(read_lines(cases, seen=digest.update)):
                out.write(_as_line(result))
                out.flush()
                counts["lines"] += 1
                counts.update(_counted(result))
                if counts["lines"] % PROGRESS_EVERY == 0:
                    self._say(counts, started)
        finally:
            audit.record(
                Action.SQL_CHECK_FINISHED,
                actor=user,
                data={**about, "file_sha256": digest.hexdigest(), "counts": dict(counts)},
            )
        self._say(counts, started)

    def _say(self, counts: Counter[str], started: float) -> None:
        said = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
        speed = counts["lines"] / max(time.monotonic() - started, 0.001)
        self.stderr.write(f"check_sql: {said} ({speed:.0f} lines/s)")


def _user_and_tenant(options: dict[str, Any]) -> tuple[User, Any]:
    """The one tenant, of those asked for, in which this user may query this source."""
    user = member_named(options["user"])
    tenants = [tenant for tenant in tenants_of(user.id) if options["tenant"] in (None, tenant.slug)] if user else []
    found = [tenant.id for tenant in tenants if user is not None and _may_query(user, tenant.id, options["source"])]
    if user is None or not found:
        raise CommandError("No such user with such a data source in such a tenant.")
    if len(found) > 1:
        raise CommandError("Several tenants have this user and such a data source: name one with --tenant.")
    return user, found[0]


def _may_query(user: User, tenant_id: Any, source: str) -> bool:
    with tenant_scope(tenant_id, user_id=user.id):
        try:
            access_data_source(source, user=user, to="query")
        except AppError:
            return False
    return True


def _opened(held: ExitStack, path: Path) -> Any:
    return sys.stdin.buffer if str(path) == "-" else held.enter_context(path.open("rb"))


def _writer(held: ExitStack, path: str, standard: Any) -> Any:
    return standard if path == "-" else held.enter_context(Path(path).open("w", encoding="utf-8", newline="\n"))


def _as_line(result: Result) -> str:
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
    # Half of a surrogate pair in somebody's id is written as JSON writes it: escaped.
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _counted(result: Result) -> list[str]:
    ran = "ran" if result["rows"] is not None else ""
    return [name for name in (result["verdict"], ran, "errors" if result["error"] else "") if name]


def _said(error: AppError) -> str:
    words = words_of(error)
    return f"{words.message} {words.advice}".strip()
