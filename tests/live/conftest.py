"""The running product of this folder: started once, with its people, the shop's owner and the product's own rows."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from config.laptop import envfile
from tests.live.person import Person
from tests.running_product import ROOT, Product, running_product


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    # A request that waits one second shows what a long one does, without the tests waiting as well. How long a
    # statement may run is left to the data source.
    with running_product(tmp_path_factory.mktemp("live"), QUERY_WAIT="PT1S", STATEMENT_TIMEOUT="PT2M") as started:
        yield started


@pytest.fixture(scope="package")
def people(product: Product) -> dict[str, Person]:
    found = {name: Person(name=name, url=product.url) for name in product.passwords}
    for name, person in found.items():
        person.sign_in(product.passwords[name])
    return found


@pytest.fixture(scope="package")
def lin(people: dict[str, Person]) -> Person:
    return people["lin"]


@pytest.fixture(scope="package")
def wang(people: dict[str, Person]) -> Person:
    return people["wang"]


@pytest.fixture(scope="package")
def zhao(people: dict[str, Person]) -> Person:
    return people["zhao"]


@pytest.fixture(scope="package")
def shop(product: Product) -> Iterator[psycopg.Connection]:
    """The shop as its superuser sees it: past every mask and filter."""
    with psycopg.connect(envfile.read(product.home)["DEMO_SHOP_OWNER_URL"], autocommit=True) as connection:
        connection.execute("SET TimeZone = 'Asia/Shanghai'")
        yield connection


@pytest.fixture(scope="package")
def own_rows(product: Product) -> Iterator[psycopg.Connection]:
    """The product's own database as the server's superuser, past row level security."""
    with superuser(product) as connection:
        yield connection


@contextmanager
def superuser(product: Product) -> Iterator[psycopg.Connection]:
    """A connection of its own to the product's database, in autocommit."""
    address = envfile.read(product.home)["DEMO_SHOP_OWNER_URL"]
    with psycopg.connect(address, dbname="chat2sql", autocommit=True) as connection:
        yield connection


@pytest.fixture
def allow_long_runs(own_rows: psycopg.Connection) -> Iterator[Callable[[int], None]]:
    """Let the shop run any statement for so many seconds, as an administrator could, until the test ends."""
    limits = ("medium_risk_rows", "high_risk_rows", "statement_timeout_seconds")
    find = f"SELECT {', '.join(limits)} FROM semantic_datasource WHERE name = 'shop'"
    change = f"UPDATE semantic_datasource SET {', '.join(f'{limit} = %s' for limit in limits)} WHERE name = 'shop'"
    before = own_rows.execute(find).fetchone()
    yield lambda seconds: own_rows.execute(change, (10**18, 10**18, seconds)) and None
    own_rows.execute(change, before)


@pytest.fixture(scope="package")
def verify_audit(product: Product) -> Callable[[], tuple[int, str]]:
    """Run the command on the live chain; its exit code and what it said."""

    def verified() -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "manage.py", "verify_audit", "--tenant", "demo"],
            cwd=ROOT,
            env=dict(product.environment),
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return verified
