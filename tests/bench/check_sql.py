"""
How fast a file of statements is judged and run, and that its memory does not grow: the golden statements, over and
over, each with a comment of its own, on a PostgreSQL with the small shop's rows.

    python -m pytest tests/bench/check_sql.py -q -s
"""

import json
import resource
import time
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from apps.queries import lease
from apps.scope import tenant_scope
from apps.semantic.contracts import Dialect, TableRef
from apps.semantic.models.policy import AudienceKind
from apps.semantic.services.datasource import create_data_source, refresh_schema
from apps.semantic.services.policy import RuleWish, set_grant
from apps.tenants import services as people
from apps.tenants.roles import Role
from tests.people import make_member
from tests.semantic.sql import golden, shop
from tests.semantic.sql.worlds import postgres_world

LINES = 5_000
DATABASE = "bench_check_sql"


@pytest.fixture(scope="module")
def analyst(committed_database: None) -> Iterator[str]:
    owner = settings.DATABASES["owner"]
    with postgres_world(shop.WORLD_A, DATABASE), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.SOURCE_HOSTS", [str(owner["HOST"])])
        tenant = people.create_tenant(slug="bench", name="Bench")
        admin = make_member(tenant, Role.ADMIN, Role.STEWARD, username="bench-admin")
        user = make_member(tenant, Role.ANALYST, username="bench-analyst")
        with tenant_scope(tenant.id):
            source = create_data_source(
                user=admin,
                name="bench",
                title="bench",
                engine="postgres",
                host=str(owner["HOST"]),
                port=int(str(owner["PORT"])),
                database=DATABASE,
                username=str(owner["USER"]),
                password=str(owner["PASSWORD"]),
                require_tls=False,
                schemas=["public"],
            )
            refresh_schema(user=admin, data_source=source, now=timezone.now())
            for name, columns in shop.COLUMNS.items():
                set_grant(
                    RuleWish(name, AudienceKind.USER, str(user.id), TableRef("public", name)),
                    user=admin,
                    data_source=source,
                    columns=[column for column, *_ in columns],
                )
        yield user.username
    lease.rest()


def variants(number: int) -> Iterator[str]:
    """The golden statements, each made unlike the others by a comment."""
    cases = [case for case in golden.cases() if case.dialect is Dialect.POSTGRES]
    for n in range(number):
        yield f"{cases[n % len(cases)].sql} /* {n} */"


@pytest.mark.parametrize("execute", [False, True])
def test_speed(analyst: str, tmp_path: Path, execute: bool) -> None:
    cases, out = tmp_path / "cases.jsonl", tmp_path / "results.jsonl"
    cases.write_text("".join(json.dumps({"id": n, "sql": s}) + "\n" for n, s in enumerate(variants(LINES))))
    given: dict[str, Any] = {"source": "bench", "user": analyst, "out": str(out), "execute": execute}
    memory = Memory()
    started = time.monotonic()
    call_command("check_sql", str(cases), stderr=memory, **given)
    seconds = time.monotonic() - started
    results = [json.loads(line) for line in out.read_text().splitlines()]
    counts = Counter((r["verdict"], r["error"] or "") for r in results)
    print(
        f"\nexecute={execute}: {LINES / seconds:.0f} lines/s; {dict(counts)}; resident MB at each 1,000: {memory.seen}"
    )
    assert len(results) == LINES


class Memory(StringIO):
    """Notes the process's resident memory whenever the command reports its progress."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[int] = []

    def write(self, text: str) -> int:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self.seen.append(pages * resource.getpagesize() // 2**20)
        return len(text)
