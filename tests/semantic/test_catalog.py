"""The schema that serves now: stored once, confirmed while fresh, kept when the database is away."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from apps import events
from apps.scope import tenant_scope
from apps.semantic import catalog
from apps.semantic.announcements import SchemaChanged
from apps.semantic.catalog import SchemaUnavailable, current_catalog, read_schema, stored_catalog
from apps.semantic.models import DataSource, SchemaSnapshot
from apps.semantic.snapshots import UnknownForm, from_json, to_json
from apps.tenants.models import Tenant

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_scope(tenant: Tenant) -> Iterator[None]:
    with tenant_scope(tenant.id):
        yield


@pytest.fixture
def file(settings, tmp_path: Path) -> Path:
    settings.SQLITE_ROOT = tmp_path
    path = tmp_path / "shop.db"
    write(path, "CREATE TABLE orders (id INTEGER PRIMARY KEY, amount DECIMAL); INSERT INTO orders VALUES (1, 2)")
    return path


@pytest.fixture
def source(file: Path) -> DataSource:
    return DataSource.objects.create(name="shop", title="Shop", engine="sqlite", database="shop.db")


def write(path: Path, text: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(text)
    connection.close()


def names(found) -> list[str]:
    return [str(table.ref) for table in found.tables]


def test_the_first_question_reads_the_schema(source):
    found, stale = current_catalog(source, now=NOON)

    assert (names(found), stale) == (["main.orders"], False)
    assert SchemaSnapshot.objects.count() == 1


def test_within_an_hour_the_database_is_not_asked(source, file):
    current_catalog(source, now=NOON)
    write(file, "CREATE TABLE added (id INTEGER)")

    found, stale = current_catalog(source, now=NOON + timedelta(minutes=59))

    assert (names(found), stale) == (["main.orders"], False)


def test_after_an_hour_a_change_is_seen_and_announced(source, file, monkeypatch, django_capture_on_commit_callbacks):
    heard: list[SchemaChanged] = []
    monkeypatch.setitem(events._handlers, SchemaChanged, [heard.append])
    current_catalog(source, now=NOON)
    write(file, "CREATE TABLE added (id INTEGER)")

    with django_capture_on_commit_callbacks(execute=True):
        found, stale = current_catalog(source, now=NOON + timedelta(hours=1))

    assert (names(found), stale) == (["main.added", "main.orders"], False)
    assert SchemaSnapshot.objects.count() == 2
    assert heard == [SchemaChanged(data_source_id=source.id)]


def test_an_unchanged_schema_is_confirmed_with_fresh_row_estimates(source, file):
    current_catalog(source, now=NOON)
    write(file, "INSERT INTO orders VALUES (2, 3)")
    later = NOON + timedelta(hours=2)

    found, _ = current_catalog(source, now=later)
    snapshot = SchemaSnapshot.objects.get()

    assert found.tables[0].row_estimate == 2
    assert stored_catalog(source).tables[0].row_estimate == 2
    assert (snapshot.taken_at, snapshot.confirmed_at) == (NOON, later)


def test_the_last_good_schema_serves_marked_stale_and_is_retried_after_a_minute(source, file):
    current_catalog(source, now=NOON)
    later = NOON + timedelta(hours=1)
    content = file.read_bytes()
    file.unlink()

    assert [(names(found), stale) for found, stale in [current_catalog(source, now=later)]] == [(["main.orders"], True)]
    file.write_bytes(content)
    assert current_catalog(source, now=later + timedelta(seconds=59))[1] is True
    assert current_catalog(source, now=later + timedelta(seconds=60))[1] is False


def test_without_any_snapshot_there_is_no_schema(source, file, caplog):
    caplog.set_level(logging.DEBUG)
    file.unlink()

    with pytest.raises(SchemaUnavailable) as caught:
        current_catalog(source, now=NOON)
    with pytest.raises(SchemaUnavailable):
        stored_catalog(source)

    assert str(caught.value) == (
        "schema.unavailable: The database's structure cannot be read; please check the connection."
    )


def test_reading_again_says_whether_something_changed(source, file):
    assert read_schema(source, now=NOON).changed is True
    assert read_schema(source, now=NOON).changed is False


def test_a_stored_schema_is_parsed_once(source, django_assert_num_queries):
    current_catalog(source, now=NOON)
    stored_catalog(source)

    with django_assert_num_queries(1):
        first = stored_catalog(source)
    assert stored_catalog(source) is first


def test_json_gives_back_what_was_written(source):
    found = catalog.connector_for(source).introspect()

    assert from_json(to_json(found)) == found


def test_json_of_another_form_is_not_read():
    with pytest.raises(UnknownForm):
        from_json({"form": 99})
