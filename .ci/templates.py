"""
Compiles every template of ours, so that a misspelt tag or a lost `{% endblock %}` is found before anybody asks for it.

Templates that no test renders are covered too. What happens only while rendering is not found here.
"""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.template import TemplateSyntaxError, engines


def main() -> int:
    """Return 1 if a template does not compile; each is named with its fault."""
    django.setup()
    faults = 0
    for folder in map(Path, settings.TEMPLATES[0]["DIRS"]):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            try:
                engines["django"].from_string(path.read_text())
            except TemplateSyntaxError as error:
                faults += 1
                print(f"{path}: {error}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
