"""
`manage.py import_config FILE --as USER [--dry-run] [--prune]`: bring tenants, people, data sources and rules to the
state that a YAML file describes (docs/configuration.md).

Exit code 0: done, or nothing to do; 1: the file was rejected and nothing was changed; 2: wrong use.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.errors import AppError
from apps.semantic.configuration.importing import Import
from apps.semantic.configuration.problems import Rejected
from apps.semantic.configuration.reading import MAX_BYTES
from apps.semantic.configuration.words import diff, problem_lines, summary
from apps.tenants.wording import words_of


class Command(BaseCommand):
    help = "Bring tenants, people, data sources and rules to the state that a YAML file describes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the YAML file; docs/configuration.md describes it")
        parser.add_argument(
            "--as",
            required=True,
            dest="acting",
            metavar="USER",
            help="in whose name, and with whose rights, it is done",
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
        parser.add_argument(
            "--prune", action="store_true", help="remove rules of the named data sources that the file does not name"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        run = Import(
            look_up=settings.SECRET_FOR_FILES,
            acting=options["acting"],
            now=timezone.now(),
            prune=options["prune"],
        )
        try:
            plans = run.run(_content(options["file"]), dry_run=options["dry_run"])
        except Rejected as rejected:
            lines = [*problem_lines(rejected.problems), words_of(rejected).message]
            raise CommandError("\n".join(lines), returncode=1) from None
        except AppError as error:
            words = words_of(error)
            raise CommandError(f"{words.message} {words.advice}".strip(), returncode=1) from None
        for line in diff(plans):
            self.stdout.write(line)
        self.stdout.write(summary(plans, dry_run=options["dry_run"]))


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)  # one more, so that a longer file is seen to be one
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}", returncode=2) from None
