"""JSON bodies, of which the deepest nesting is a client's fault and not ours."""

from typing import Any

from rest_framework import parsers
from rest_framework.exceptions import ParseError


class BoundedJsonParser(parsers.JSONParser):
    """Refuses a body that is nested deeper than the parser can follow."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type=media_type, parser_context=parser_context)
        except RecursionError as error:
            raise ParseError from error
