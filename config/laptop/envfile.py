"""
The file `$CHAT2SQL_HOME/env`: what one machine knows about itself, readable by its owner only.

A secret that is in it is kept for ever: a new one would make stored credentials unreadable, the audit chain
unverifiable and masked values others than before. Lines that we do not know belong to the user and are kept too.
"""

import base64
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

HEADER = "# Written by `python -m config.laptop`. Secrets: never share this file, never delete it without the data.\n"


def _fernet_keys() -> str:
    return "k1:" + base64.urlsafe_b64encode(os.urandom(32)).decode()


SECRETS: Mapping[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "AUDIT_KEY": lambda: secrets.token_urlsafe(48),
    "MASK_KEY": lambda: secrets.token_urlsafe(48),
    "ENCRYPTION_KEYS": _fernet_keys,
    "LAPTOP_APP_PASSWORD": lambda: secrets.token_urlsafe(24),
    "LAPTOP_OWNER_PASSWORD": lambda: secrets.token_urlsafe(24),
    "LAPTOP_REDIS_PASSWORD": lambda: secrets.token_urlsafe(24),
    "DEMO_SHOP_READER_PASSWORD": lambda: secrets.token_urlsafe(24),
}


def read(home: Path) -> dict[str, str]:
    """Return the file's variables; empty if there is no file."""
    path = home / "env"
    if not path.exists():
        return {}
    lines = (line.partition("=") for line in path.read_text().splitlines() if not line.startswith("#"))
    return {name.strip(): value for name, equals, value in lines if equals}


def with_secrets(values: Mapping[str, str]) -> dict[str, str]:
    """Return the variables with every missing secret generated."""
    return dict(values) | {name: make() for name, make in SECRETS.items() if not values.get(name)}


def write(home: Path, values: Mapping[str, str]) -> None:
    """Replace the file in one step: a reader sees the old one or the new one."""
    path = home / "env"
    new = home / f"env.{os.getpid()}.new"
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    new.write_text(HEADER + "".join(f"{name}={value}\n" for name, value in values.items()))
    new.replace(path)
