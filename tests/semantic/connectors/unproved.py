"""Text that reaches a connector as if everything before it had failed: the engine's side must hold alone."""

from datetime import timedelta

from apps.semantic.contracts import BackendHandle, Connector, Rows, RunLimits
from apps.semantic.sql.typestate import AuthorizedSql


class Unproved(AuthorizedSql):
    """Claims to be authorized and is not."""

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "text", text)

    def render(self) -> str:
        return self.text


LIMITS = RunLimits(timeout=timedelta(seconds=10), max_rows=1_000, max_bytes=1_000_000)


def ignore(_handle: BackendHandle) -> None:
    """For runs that nobody wants to stop."""


def run(connector: Connector, text: str, *, limits: RunLimits = LIMITS) -> Rows:
    """Send the text as it is."""
    return connector.run(Unproved(text), limits=limits, run_mark="test", on_start=ignore)
