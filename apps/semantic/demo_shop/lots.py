"""The lots by which the shop is drawn: one independent stream per purpose, so that a change to one moves no other."""

from random import Random


def lots(seed: int, purpose: str) -> Random:
    """Return the stream of this seed and purpose, always the same from its start."""
    return Random(f"{seed}:{purpose}")  # noqa: S311  # it makes goods and people, no secrets
