"""
The only reader of the environment.

Every variable is typed; all bad ones are reported at once, by name, without their values. A laptop's values come
from the file that `config.laptop` writes (`$CHAT2SQL_HOME/env`); real variables win over it.
"""

import os
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, PositiveInt, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("CHAT2SQL_HOME", PROJECT_ROOT / "var")).resolve()

CommaSeparated = Annotated[tuple[str, ...], NoDecode]


class BadEnvironment(SystemExit):
    """The process cannot start; the message names each bad variable."""


class Env(BaseSettings):
    """Settings of a deployment. What a tenant may set for itself stands in the database, not here."""

    model_config = SettingsConfigDict(env_file=HOME / "env", extra="ignore", hide_input_in_errors=True)

    secret_key: SecretStr = Field(min_length=32)
    allowed_hosts: CommaSeparated = ("localhost", "127.0.0.1", "[::1]")
    csrf_trusted_origins: CommaSeparated = ()
    socket_url: str = ""  # where browsers reach the WebSocket server; empty: the page's own origin
    trusted_proxies: int = 0  # how many hops of X-Forwarded-For were written by our own proxies

    database_url: SecretStr  # the application's role: neither owner nor superuser nor BYPASSRLS
    database_owner_url: SecretStr | None = None  # migrate, role creation and test set-up only
    redis_url: SecretStr

    audit_key: SecretStr = Field(min_length=32)  # HMAC of the audit chain; never in the database
    mask_key: SecretStr | None = Field(None, min_length=32)  # of hash masks; without it none can be set, never changed
    encryption_keys: SecretStr  # "id:fernet-key,id:fernet-key"; the first one encrypts, all decrypt

    sqlite_root: Path = HOME / "sqlite"  # SQLite data sources live below this folder and nowhere else
    source_hosts: CommaSeparated = ()  # private or loopback hosts that the operator allows as data sources

    demo_shop_owner_url: SecretStr | None = None  # `load_demo` only: superuser of the database that gets the shop
    demo_shop_reader_password: SecretStr | None = None  # `load_demo` only: ASCII

    query_wait: timedelta = timedelta(seconds=15)  # how long POST /api/ai/query waits before it answers 202
    statement_timeout: timedelta = timedelta(seconds=30)
    max_rows: PositiveInt = 1_000
    max_result_bytes: PositiveInt = 8_000_000
    lease: timedelta = timedelta(seconds=30)

    log_format: str = "json"  # json | console
    log_level: str = "INFO"

    @field_validator("allowed_hosts", "csrf_trusted_origins", "source_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value


@cache
def load_env() -> Env:
    """
    Return the environment, read once.

    :raises BadEnvironment: one line for every missing or malformed variable, never with its value.
    """
    try:
        return Env()  # type: ignore[call-arg]  # the fields come from the environment
    except ValidationError as error:
        lines = [f"  {'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors(include_input=False)]
        raise BadEnvironment("The environment is incomplete:\n" + "\n".join(lines)) from None


def secret_for_files(name: str) -> str | None:
    """
    Return an environment variable that an operator's file names as a secret; None if there is none.

    The product's own variables are closed to files: a file could send them to a host of its own.
    """
    return None if name.lower() in Env.model_fields else os.environ.get(name)
