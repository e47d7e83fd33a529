"""A home of engines for one module, away from the one that the suite itself uses."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.laptop import postgres, valkey
from config.laptop.place import Place, find_place


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    home = Path(tempfile.mkdtemp(prefix="chat2sql-"))
    place = find_place(home)
    yield place
    postgres.engine(place).stop()
    valkey.engine(place).stop()
    for folder in {place.folder, home}:
        shutil.rmtree(folder, ignore_errors=True)
