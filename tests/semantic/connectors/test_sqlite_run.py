"""Running a statement on a SQLite file: typed values, caps, time limits, cancel."""

import threading
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import apsw
import pytest

from apps.semantic.connectors.base import (
    QueryCancelled,
    QueryFailed,
    QueryTimeout,
    ResultTooBig,
    SourceSettings,
    SourceUnreadable,
    TextUndecodable,
)
from apps.semantic.connectors.fetching import ASK_EVERY
from apps.semantic.connectors.sqlite import SqliteConnector
from apps.semantic.contracts import BackendHandle, ColumnKind, RunLimits
from apps.semantic.reachability import FileForbidden
from tests.semantic.connectors.unproved import LIMITS, Unproved, ignore, run

ENDLESS = "SELECT count(*) FROM orders a, orders b, orders c"


@pytest.fixture
def connector(shop_file: SourceSettings) -> SqliteConnector:
    return SqliteConnector(shop_file)


def test_values_take_their_declared_kind_where_all_of_them_fit(connector):
    rows = run(connector, "SELECT id, amount, paid, placed, day, note FROM (SELECT * FROM main.orders) WHERE id <= 2")

    assert rows.rows == (
        (1, 0.25, True, datetime.fromisoformat("2026-01-01 00:01"), date(2026, 1, 2), None),
        (2, 0.5, False, datetime.fromisoformat("2026-01-01 00:02"), date(2026, 1, 3), None),
    )
    assert [column.kind for column in rows.columns] == [
        ColumnKind.INTEGER,
        ColumnKind.DECIMAL,
        ColumnKind.BOOLEAN,
        ColumnKind.TIMESTAMP,
        ColumnKind.DATE,
        ColumnKind.TEXT,
    ]


def test_an_expression_is_what_its_values_are(connector):
    rows = run(connector, "SELECT count(*) AS n, avg(amount) AS a, max(day) AS d FROM orders")

    assert rows.rows == ((20_000, 2500.125, "2026-01-28"),)
    assert [(column.name, column.kind) for column in rows.columns] == [
        ("n", ColumnKind.INTEGER),
        ("a", ColumnKind.FLOAT),
        ("d", ColumnKind.TEXT),
    ]


def test_one_value_that_does_not_fit_leaves_all_as_stored(shop_file):
    _write(shop_file, "UPDATE orders SET day = '28/01/2026', paid = 2 WHERE id = 1")

    rows = run(SqliteConnector(shop_file), "SELECT day, paid FROM orders WHERE id <= 2 ORDER BY id")

    assert rows.rows == (("28/01/2026", 2), ("2026-01-03", 0))
    assert [column.kind for column in rows.columns] == [ColumnKind.TEXT, ColumnKind.INTEGER]


def test_an_empty_result_still_has_columns(connector):
    rows = run(connector, "SELECT id, day FROM orders WHERE id < 0")

    assert rows.rows == ()
    assert [(column.name, column.kind) for column in rows.columns] == [
        ("id", ColumnKind.INTEGER),
        ("day", ColumnKind.DATE),
    ]


def test_the_caps_cut_and_say_so(connector):
    by_rows = run(connector, "SELECT id FROM orders ORDER BY id", limits=replace(LIMITS, max_rows=2))
    by_bytes = run(connector, "SELECT '四个字节' FROM orders", limits=replace(LIMITS, max_bytes=25))

    assert (by_rows.rows, by_rows.truncated) == (((1,), (2,)), True)
    assert (len(by_bytes.rows), by_bytes.truncated, by_bytes.size) == (2, True, 24)


def test_one_value_cannot_be_larger_than_the_answer(connector):
    with pytest.raises(ResultTooBig):
        run(connector, "SELECT length(printf('%.2000000c', 'x'))", limits=replace(LIMITS, max_bytes=1_000_000))


def test_a_query_ends_when_its_time_is_over(connector):
    limits = RunLimits(timeout=timedelta(seconds=0.3), max_rows=10, max_bytes=1_000)
    started = time.monotonic()

    with pytest.raises(QueryTimeout):
        run(connector, ENDLESS, limits=limits)

    assert time.monotonic() - started < 10


def test_should_stop_ends_a_query_and_is_asked_rarely(connector):
    asked = []

    def should_stop() -> bool:
        asked.append(time.monotonic())
        return len(asked) == 3

    with pytest.raises(QueryCancelled):
        connector.run(Unproved(ENDLESS), limits=LIMITS, run_mark="r", on_start=ignore, should_stop=should_stop)

    assert len(asked) == 3
    assert min(later - earlier for earlier, later in pairwise(asked)) >= ASK_EVERY


def test_a_cancel_from_another_thread_ends_it(connector):
    results = []

    def cancel_soon(handle: BackendHandle) -> None:
        threading.Timer(0.2, lambda: results.append(connector.cancel(handle))).start()

    with pytest.raises(QueryCancelled):
        connector.run(Unproved(ENDLESS), limits=LIMITS, run_mark="r", on_start=cancel_soon)
    time.sleep(0.1)

    assert results == [True]


@pytest.mark.parametrize("backend", ["process:1", "process:0"])
def test_a_run_of_another_process_is_not_cancelled_here(connector, backend):
    assert connector.cancel(BackendHandle(backend=backend, run_mark="r")) is False


@pytest.mark.parametrize(
    "name", ["../shop.db", "/etc/passwd", "file:shop.db?mode=rwc", "none.db", ".", "", "link.db", "a/../shop.db", "\0"]
)
def test_only_files_of_the_folder_are_opened(shop_file, tmp_path, name):
    outside = tmp_path / "shop.db"
    apsw.Connection(str(outside)).close()
    (shop_file.files / "link.db").symlink_to(outside)

    with pytest.raises(FileForbidden):
        SqliteConnector(replace(shop_file, database=name)).check()


def test_a_file_that_is_no_database_is_unreadable(shop_file):
    (shop_file.files / "text.db").write_text("PLANTED" * 1_000)

    with pytest.raises(SourceUnreadable) as caught:
        SqliteConnector(replace(shop_file, database="text.db")).introspect()

    assert caught.value.__context__ is None


def test_text_that_is_not_utf8_has_words_of_its_own(shop_file):
    _write(shop_file, "UPDATE orders SET note = CAST(x'ff41' AS TEXT) WHERE id = 1")

    with pytest.raises(TextUndecodable):
        run(SqliteConnector(shop_file), "SELECT note FROM orders WHERE id = 1")


def test_a_misspelled_column_is_an_error_and_not_a_string(connector):
    with pytest.raises(QueryFailed):
        run(connector, 'SELECT "no_such_column" FROM orders')


def _write(source: SourceSettings, text: str) -> None:
    connection = apsw.Connection(str(source.files / source.database))
    connection.execute(text)
    connection.close()
