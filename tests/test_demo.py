"""The newcomer's command, whole: an empty home, the demo, a question over REST, a right answer, nothing left."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from config.laptop import envfile
from config.laptop.place import find_place

QUESTION = "去年各大区的销售额"
BY_HAND = """
    SELECT cities.region, sum(orders.amount)
    FROM orders JOIN customers ON customers.id = orders.customer_id JOIN cities ON cities.id = customers.city_id
    WHERE orders.status NOT IN ('pending', 'cancelled')
      AND orders.region = '华北'
      AND extract(year FROM orders.ordered_at AT TIME ZONE 'Asia/Shanghai')
        = extract(year FROM now() AT TIME ZONE 'Asia/Shanghai') - 1
    GROUP BY cities.region
"""


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="chat2sql-"))
    yield home
    laptop("down", home=home)
    for folder in {find_place(home).folder, home}:
        shutil.rmtree(folder, ignore_errors=True)


def laptop(command: str, *, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    named = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in named}
    environment |= {"CHAT2SQL_HOME": str(home)} | variables
    return subprocess.run(
        [sys.executable, "-m", "config.laptop", command],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def environment_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # it has just ended


@pytest.fixture(scope="module")
def shown(home: Path) -> subprocess.CompletedProcess[str]:
    return laptop("demo", home=home, ONCE="1", ASK=QUESTION)


def table_in(text: str) -> dict[str, Decimal]:
    rows = re.findall(r"^  (\S+) +(-?[\d.]+)$", text, re.MULTILINE)
    return {region: Decimal(amount) for region, amount in rows}


def test_the_demo_answers_as_sql_written_by_hand_does(home, shown):
    assert (shown.returncode, shown.stderr) == (0, "")
    assert laptop("up", home=home).returncode == 0
    with psycopg.connect(envfile.read(home)["DEMO_SHOP_OWNER_URL"]) as shop:
        by_hand = dict(shop.execute(BY_HAND).fetchall())

    assert set(by_hand) == {"华北"}  # the demo asks as somebody who sees this region alone
    assert table_in(shown.stdout) == by_hand


def test_the_answer_says_how_it_was_made_and_what_governed_it(shown):
    facts = dict(re.findall(r"^(\w+) +(.+)$", shown.stdout, re.MULTILINE))

    assert facts["status"] == "succeeded"
    assert facts["lane"] == "semantic"
    assert "本大区订单" in facts["policies"]
    assert set(facts) >= {"confidence", "audit", "run", "request"}
    assert "SELECT" in shown.stdout


def test_no_process_of_the_demo_is_left(home, shown):
    laptop("down", home=home)
    processes = subprocess.run(["ps", "-Aww", "-o", "args"], capture_output=True, text=True, check=True).stdout
    of_this_home = f"CHAT2SQL_HOME={home}\0".encode()  # Linux tells the environment of a process

    assert [line for line in processes.splitlines() if str(home) in line or str(find_place(home).folder) in line] == []
    assert [path for path in Path("/proc").glob("[0-9]*/environ") if of_this_home in environment_of(path)] == []


def test_nothing_secret_is_in_the_logs_or_on_the_terminal(home, shown):
    secrets = {value for name, value in envfile.read(home).items() if name in envfile.SECRETS}
    texts = [path.read_text(errors="replace") for path in (home / "logs").iterdir()] + [shown.stdout, shown.stderr]

    assert len(secrets) == len(envfile.SECRETS)
    assert [secret[:6] for secret in secrets for text in texts if secret in text] == []
