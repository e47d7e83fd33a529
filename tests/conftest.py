"""
What every test stands on: engines, a migrated database with the application's rights, and honest skips.

`@pytest.mark.django_db` rolls back after each test. A test whose subject commits (threads, processes, sockets) uses the
fixture `committed_database` instead. Engines are started if the environment names none, and stopped if we started them.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack

import django
import pytest
from pytest_django import DjangoDbBlocker

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"  # importing `config` would choose others

from config.laptop.in_use import engines_in_use
from tests.database import copied, migrated_template

pytest_plugins = ["tests.people", "tests.mariadb"]

NEEDS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "mariadb": ("mariadbd", "/usr/sbin/mariadbd"),
}

_engines = ExitStack()
_engines.enter_context(engines_in_use(keep_if_found_running=True))
django.setup()  # here, because fixtures and test modules import models


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write what is produced into the golden files")


def pytest_configure(config: pytest.Config) -> None:
    config.add_cleanup(_engines.close)
    for name, programs in NEEDS.items():
        config.addinivalue_line("markers", f"{name}: needs {programs[0]} on this machine")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # A browser keeps an event loop in this thread until the session ends, and Django refuses its database beside one.
    items.sort(key=lambda item: "playwright" in getattr(item, "fixturenames", ()))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, programs in NEEDS.items():
        if item.get_closest_marker(name) and not any(map(shutil.which, programs)):
            pytest.skip(f"{programs[0]} is not installed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _skips_fail() and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("Skipped tests fail a run with CI=true.", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if _skips_fail() and exitstatus == pytest.ExitCode.OK and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _skips_fail() -> bool:
    return os.environ.get("CI") == "true"


@pytest.fixture(scope="session")
def database_template(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The name of a migrated database without rows, to be copied and never written to."""
    keep = request.config.option.reuse_db
    with django_db_blocker.unblock(), migrated_template(keep=keep) as template, django_db_blocker.block():
        yield template


@pytest.fixture(scope="session")
def django_db_setup(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replaces pytest-django's: its databases are made by the role that uses them; ours must not be."""
    with copied(database_template):
        yield


@pytest.fixture(scope="module")
def committed_database(
    django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A database of this module's own, on which commits are real; all threads of this process use it."""
    with django_db_blocker.unblock(), copied(database_template):
        yield
