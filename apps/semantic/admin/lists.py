"""Form fields for lists of texts: one a line, so that a name may hold spaces and commas."""

import re
from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminTextareaWidget


class LinesField(forms.CharField):
    """A list of texts, one a line; empty lines and repetitions are left out."""

    separators = re.compile(r"[\r\n]+")
    rows = 3

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        super().__init__(
            required=False,
            label=label,
            help_text=help_text,
            widget=UnfoldAdminTextareaWidget(attrs={"rows": self.rows}),
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines, and what was typed as it was typed."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        """Return the texts in their order."""
        text = self.prepare_value(value) or ""
        return list(dict.fromkeys(part.strip() for part in self.separators.split(text) if part.strip()))


class WordsField(LinesField):
    """Words that people use; commas of both scripts separate them too."""

    separators = re.compile(r"[\r\n,，、;；]+")
    rows = 4
