"""
Checks the Chinese catalogue: every message of the code is in it, translated, not fuzzy, with the same places to fill
in, and the compiled file says the same as the text.

Whether the code has messages that the catalogue lacks is looked up with xgettext; where that is not installed, this one
check is left out, and a line says so.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def main() -> int:
    """Return 1 if anything is wrong; each fault is one line."""
    text = polib.pofile(str(CATALOGUE))
    faults = [*_entries(text), *_compiled(text), *_missing(text)]
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


def _entries(text: polib.POFile) -> Iterator[str]:
    for entry in text:
        if entry.obsolete:
            continue
        if entry.fuzzy or not entry.translated():
            yield f"not translated: {entry.msgid!r}"
        elif any(_places(entry.msgid, entry.msgid_plural) != _places(said) for said in _translations(entry)):
            yield f"other places to fill in: {entry.msgid!r}"


def _compiled(text: polib.POFile) -> Iterator[str]:
    compiled = {_key(entry): _translations(entry) for entry in polib.mofile(str(CATALOGUE.with_suffix(".mo")))}
    written = {_key(entry): _translations(entry) for entry in text.translated_entries()}
    for key in sorted(set(written) ^ set(compiled) | {k for k in written if compiled.get(k) != written[k]}, key=str):
        yield f"django.mo differs from django.po: {key[1]!r}"


def _missing(text: polib.POFile) -> Iterator[str]:
    if shutil.which("xgettext") is None:
        print("xgettext is not installed: not checked whether the catalogue lacks a message of the code.")
        return
    known = {_key(entry) for entry in text if not entry.obsolete}
    with tempfile.TemporaryDirectory() as folder:
        for source in ("apps", "config", "templates"):
            shutil.copytree(ROOT / source, Path(folder) / source)
        (Path(folder) / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--locale=zh_Hans", "--verbosity=0"]
        subprocess.run(command, cwd=folder, check=True)
        extracted = polib.pofile(str(Path(folder) / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"))
    for entry in extracted:
        if _key(entry) not in known:
            yield f"not in the catalogue: {entry.msgid!r} ({entry.occurrences[0][0] if entry.occurrences else ''})"


def _key(entry: polib.POEntry | polib.MOEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def _translations(entry: polib.POEntry | polib.MOEntry) -> tuple[str, ...]:
    return tuple(entry.msgstr_plural.values()) or (entry.msgstr,)


def _places(*texts: str) -> set[str]:
    return {place for text in texts for place in PLACES.findall(text)}


if __name__ == "__main__":
    sys.exit(main())
