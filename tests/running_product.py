"""The whole product with the demo's data, all its processes, in a home of its own, as tests meet it from outside."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "tests" / "product_process.py"
STOPS_WITHIN = 60  # seconds
SERVERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")  # the product starts its own


@dataclass(frozen=True)
class Product:
    """Where it answers, the passwords of the demo's people, and the process whose children are its processes."""

    url: str
    passwords: Mapping[str, str]
    home: Path
    environment: Mapping[str, str]
    pid: int


@contextmanager
def running_product(home: Path, **variables: str) -> Iterator[Product]:
    """Run it for the block. `variables` are an operator's settings."""
    environment = {name: value for name, value in os.environ.items() if name not in SERVERS}
    environment |= {
        "CHAT2SQL_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "PYTHONPATH": str(ROOT),
    }
    environment |= variables
    with subprocess.Popen(
        [sys.executable, str(PROGRAM)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, f"the product did not start; its logs are in {home / 'logs'}"
        told = json.loads(line)
        passwords = {account["username"]: account["password"] for account in told["accounts"]}
        yield Product(url=told["url"], passwords=passwords, home=home, environment=environment, pid=process.pid)
        process.stdin.close()
        process.wait(timeout=STOPS_WITHIN)
