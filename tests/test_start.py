"""What a newcomer reads and types: the commands exist, the variables are listed, and a missing part is named."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from config.env import PROJECT_ROOT, Env
from config.laptop.__main__ import COMMANDS

START = (PROJECT_ROOT / "docs" / "start.md").read_text()
README = (PROJECT_ROOT / "README.md").read_text()
MAKEFILE = (PROJECT_ROOT / "Makefile").read_text()


def test_every_variable_of_the_environment_is_explained():
    explained = set(re.findall(r"`([A-Z][A-Z_]+)`", START.partition("## Run it on your own servers")[2]))

    assert {name.upper() for name in Env.model_fields} - explained == set()


def test_every_make_target_that_the_pages_name_exists_and_is_in_the_help():
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", README + START, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    in_help = set(re.findall(r'"make ([a-z]+) ', MAKEFILE))

    assert named - targets == set()
    assert in_help == targets - {"help"}


def test_every_laptop_command_that_the_pages_name_exists():
    named = set(re.findall(r"config\.laptop (\w+)", README + START + MAKEFILE))

    assert named - set(COMMANDS) == set()


def test_make_alone_shows_the_help():
    shown = subprocess.run(
        ["make", "--no-print-directory"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True
    )

    assert shown.stdout.startswith("make demo ")


def test_no_file_of_requirements_names_a_registry():
    files = sorted((PROJECT_ROOT / "requirements").glob("*.txt"))

    assert [file.name for file in files] == ["base.txt", "local.txt", "models.txt", "test.txt"]
    assert [file.name for file in files if re.search(r"https?://|--index-url|--find-links", file.read_text())] == []


def test_every_requirement_is_pinned_by_hash():
    for file in (PROJECT_ROOT / "requirements").glob("*.txt"):
        for block in re.split(r"\n(?=\S)", file.read_text()):
            assert block.startswith("#") or ("==" in block and "--hash=sha256:" in block), block


@pytest.fixture
def checkout(tmp_path):
    shutil.copytree(PROJECT_ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def install(checkout: Path, python: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["requirements/install", "run"],
        cwd=checkout,
        env={"PATH": "/usr/bin:/bin", "PYTHON": python},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def program(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_a_python_that_cannot_make_environments_gets_one_line_that_names_the_package(checkout):
    python = program(
        checkout / "python3",
        'case "$2" in *ensurepip*) exit 1;; *print*) echo 3.11;; esac',
    )

    done = install(checkout, python)

    assert done.returncode == 1
    assert "python3.11-venv" in done.stderr
    assert "apt-get install python3-venv" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (checkout / ".venv").exists()


def test_a_machine_without_a_suitable_python_gets_one_line(checkout):
    done = install(checkout, program(checkout / "python2", "exit 1"))

    assert done.returncode == 1
    assert done.stderr == "Python 3.11, 3.12 or 3.13 is needed; none was found.\n"


def test_a_finished_environment_is_left_alone(checkout):
    done = install(checkout, "no-such-python")
    assert done.returncode == 1

    made = checkout / ".venv" / "bin"
    made.mkdir(parents=True)
    program(made / "python", 'case "$2" in *hashlib*) echo the-stamp;; esac')
    (checkout / ".venv" / "installed-run").write_text("the-stamp\n")

    assert (install(checkout, "no-such-python").returncode, install(checkout, "x").stdout) == (0, "")
