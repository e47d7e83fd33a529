"""
One real MariaDB for all tests of a session: Debian's server, on a free loopback port, in a folder that goes with it.

`mariadb_server` makes databases and reading accounts; a test that uses it is marked `mariadb`. As root the server runs
as `mysql`. It speaks TLS with a certificate that nobody signed, has no named time zones, and is stopped for sure: by
the fixture, or by `config.laptop.guard` if the tests are killed.
"""

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymysql
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from apps.semantic.connectors.base import SourceSettings
from apps.semantic.contracts import Dialect
from apps.semantic.secrets import Secret
from config.laptop import guard
from config.laptop.ports import LOOPBACK, free_port

PATIENCE = 60.0  # seconds for the start; a busy machine is slow
POLL = 0.05
UNPRIVILEGED = "mysql"
PROGRAMS = ("mariadbd", "/usr/sbin/mariadbd")  # any of them


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the server, and the database it is for."""

    username: str
    database: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MariaDb:
    """A running server as its administrator sees it."""

    port: int
    root: Account
    host: str = LOOPBACK

    def settings(self, account: Account | None = None) -> dict[str, Any]:
        """What `pymysql.connect` takes, for an account or the administrator. It holds the password."""
        account = account or self.root
        return {
            "host": self.host,
            "port": self.port,
            "user": account.username,
            "password": account.password,
            "database": account.database or None,
            "autocommit": True,
        }

    def admin(self, *statements: str, database: str = "") -> list[tuple[Any, ...]]:
        """Run statements as the administrator; return the rows of the last one."""
        with closing(pymysql.connect(**self.settings() | {"database": database or None})) as connection:
            cursor = connection.cursor()
            for statement in statements:
                cursor.execute(statement)
            return list(cursor.fetchall())

    def create_database(self, name: str) -> str:
        """Make an empty database and return its name; one of that name is replaced."""
        self.admin(f"DROP DATABASE IF EXISTS `{name}`", f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
        return name

    def create_reader(self, database: str, *, tables: tuple[str, ...] = ("*",)) -> Account:
        """Make an account that may only SELECT, from the whole database or from some tables of it."""
        account = Account(f"reader_{uuid.uuid4().hex[:12]}", database, f"p-{uuid.uuid4().hex}")
        self.admin(f"CREATE USER `{account.username}`@`%` IDENTIFIED BY '{account.password}'")
        for table in tables:
            target = table if table == "*" else f"`{table}`"
            self.admin(f"GRANT SELECT, SHOW VIEW ON `{database}`.{target} TO `{account.username}`@`%`")
        return account

    def source(self, account: Account, *, timezone: str = "Asia/Shanghai") -> SourceSettings:
        """How the product reaches the account's database."""
        return SourceSettings(
            id=uuid.uuid4(),
            dialect=Dialect.MYSQL,
            database=account.database,
            host=self.host,
            port=self.port,
            username=account.username,
            password=Secret(account.password),
            require_tls=False,
            timezone=timezone,
            allowed_hosts=(self.host,),
        )


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[MariaDb]:
    """The server, started when the first test asks for it."""
    with running_mariadb() as server:
        yield server


@contextmanager
def running_mariadb() -> Iterator[MariaDb]:
    """A server for the block."""
    folder = Path(tempfile.mkdtemp(prefix="chat2sql-mariadb-"))
    folder.chmod(0o755)  # the server's account must be able to enter it
    try:
        data = folder / "data"
        _install(data)
        _certificate(folder)
        port = free_port()
        with _running(folder, port):
            yield _with_password(port, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    assert found is not None, f"{name} is not installed"
    return found


def _as_whom() -> dict[str, Any]:
    return {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []} if os.geteuid() == 0 else {}


def _install(data: Path) -> None:
    # A temporary folder of its own: each server that starts clears away what others have in a common one.
    own = (data, data.parent / "tmp")
    for folder in own:
        folder.mkdir(mode=0o700)
    user = []
    if os.geteuid() == 0:
        for folder in own:
            shutil.chown(folder, UNPRIVILEGED, UNPRIVILEGED)
        user = [f"--user={UNPRIVILEGED}"]
    subprocess.run(
        [
            *(_program("mariadb-install-db"), "--no-defaults", *user, f"--datadir={data}"),
            *("--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"),
        ],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
    )


def _certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "chat2sql test server")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(certificate.public_bytes(pem))
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(private)


@contextmanager
def _running(folder: Path, port: int) -> Iterator[None]:
    command = [
        *(_program("mariadbd"), "--no-defaults", f"--datadir={folder / 'data'}", f"--socket={folder / 'data' / 's'}"),
        f"--tmpdir={folder / 'tmp'}",
        *(f"--port={port}", f"--bind-address={LOOPBACK}", "--skip-name-resolve", "--character-set-server=utf8mb4"),
        *(f"--ssl-cert={folder / 'cert.pem'}", f"--ssl-key={folder / 'key.pem'}"),
        *("--innodb-buffer-pool-size=64M", "--innodb-log-file-size=16M", "--innodb-flush-log-at-trx-commit=0"),
        *("--max-connections=60", "--default-time-zone=+00:00"),
    ]
    log = (folder / "log").open("wb")
    with log, _guard() as watch:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder / "data" if not _as_whom() else "/",
            start_new_session=True,
            **_as_whom(),
        )
        watch(server.pid)
        try:
            _wait_until_it_answers(server, folder, port)
            yield
        finally:
            _stop(server)
            watch(-server.pid)


@contextmanager
def _guard() -> Iterator[Any]:
    """A process that stops the server should this one be killed."""
    process = subprocess.Popen(
        [sys.executable, "-I", guard.__file__, "5"], stdin=subprocess.PIPE, start_new_session=True, text=True
    )
    assert process.stdin is not None

    def watch(number: int) -> None:
        process.stdin.write(f"{number}\n")
        process.stdin.flush()

    with process:
        yield watch


def _wait_until_it_answers(server: subprocess.Popen[bytes], folder: Path, port: int) -> None:
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        try:
            pymysql.connect(host=LOOPBACK, port=port, user="root", password="").close()
        except pymysql.OperationalError:
            time.sleep(POLL)
        else:
            return
    raise AssertionError(f"MariaDB did not start: {(folder / 'log').read_text(errors='replace')[-2000:]}")


def _with_password(port: int, folder: Path) -> MariaDb:
    """Give the administrator a password: the port is open to everybody on this machine."""
    server = MariaDb(port, Account("root", "", ""))
    password = f"root-{uuid.uuid4().hex}"
    statements = [f"ALTER USER `root`@`{host}` IDENTIFIED BY '{password}'" for host in _hosts_of_root(server)]
    server.admin(*statements)
    return MariaDb(port, Account("root", "", password))


def _hosts_of_root(server: MariaDb) -> list[str]:
    # Accounts at named hosts exist, but a server that resolves no names lets nobody in by them.
    rows = server.admin("SELECT host FROM mysql.user WHERE user = 'root' AND host IN ('localhost', '127.0.0.1', '::1')")
    return [str(host) for (host,) in rows]


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(timeout=20)
