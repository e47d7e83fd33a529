"""The text of an API key: `<tenant slug>.<prefix>.<secret>`. Pure."""

import hashlib
import secrets
from dataclasses import dataclass, field

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Token:
    """A key's text in its parts; its repr shows no secret."""

    slug: str
    prefix: str
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        """What the program sends as `Authorization: Bearer …`."""
        return f"{self.slug}.{self.prefix}.{self.secret}"

    @property
    def secret_sha256(self) -> str:
        """What is stored of the secret."""
        return hashlib.sha256(self.secret.encode()).hexdigest()


def mint(slug: str) -> Token:
    """Return a new key with 256 random bits."""
    return Token(slug=slug, prefix=secrets.token_hex(6), secret=secrets.token_urlsafe(32))


def parse(text: str) -> Token | None:
    """Return the parts of a key's text, or None if it has another form."""
    if len(text) > _LONGEST or not text.isascii():
        return None
    parts = text.split(".")
    if len(parts) != 3 or not all(parts):
        return None
    return Token(*parts)
