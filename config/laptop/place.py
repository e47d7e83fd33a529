"""
Where the embedded engines live, and under which account they run.

PostgreSQL refuses to run as root, so root's engines run as `nobody`, with data and binaries where that account can
reach them: below CHAT2SQL_HOME if every folder above it can be entered, otherwise below /var/lib. The folder is a
function of CHAT2SQL_HOME, so the same home always finds the same data.
"""

import hashlib
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

FAR_FROM_HOME = Path("/var/lib/chat2sql-laptop")


class EnginesMissing(SystemExit):
    """The wheels of the embedded engines are not installed."""


class RunAs(TypedDict, total=False):
    """Arguments for `subprocess.Popen` that drop root's rights for good."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that belongs to one CHAT2SQL_HOME, and the account of its engines (None: our own)."""

    home: Path
    folder: Path
    account: pwd.struct_passwd | None

    @property
    def logs(self) -> Path:
        """The folder of all log files of this home; ours alone, the engines inherit open files."""
        logs = self.home / "logs"
        logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        return logs

    @property
    def run_as(self) -> RunAs:
        """How to start an engine under its account."""
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Hand a file or an empty folder to the engines' account and to nobody else."""
        path.chmod(0o700 if path.is_dir() else 0o600)
        if self.account is not None:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def package(self, name: str) -> Path:
        """
        Return the folder of an engine's wheel, as the engines' account can read it.

        :raises EnginesMissing: the wheel is not installed.
        """
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            raise EnginesMissing(f"{name} is not installed: run `make`, or install requirements/local.txt.")
        installed = Path(spec.origin).parent
        if self.account is None:
            return installed
        return self._copy(installed, release=version(name.replace("_", "-")))

    def _copy(self, installed: Path, *, release: str) -> Path:
        name = installed.name
        copies = self.folder / "binaries" / f"{name}-{release}"
        if not copies.is_dir():
            half_made = copies.with_suffix(".new")
            shutil.rmtree(half_made, ignore_errors=True)
            # The binaries find their libraries beside the package, by a relative path.
            for source in (installed, installed.parent / f"{name}.libs"):
                if source.is_dir():
                    shutil.copytree(source, half_made / source.name, symlinks=True)
            half_made.rename(copies)
        return copies / name


def find_place(home: Path) -> Place:
    """Return the place of this home's engines; its folders exist afterwards."""
    home.mkdir(parents=True, exist_ok=True)
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    folder = home / "engines"
    if account is not None and not _all_may_enter(home):
        folder = FAR_FROM_HOME / hashlib.sha256(str(home).encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return Place(home=home, folder=folder, account=account)


def _all_may_enter(folder: Path) -> bool:
    return all(path.stat().st_mode & stat.S_IXOTH for path in (folder, *folder.parents))
