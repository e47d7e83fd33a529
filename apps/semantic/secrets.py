"""
Secrets at rest: sealed with a key that never stands in the database, bound to the row they belong to.

AES-256-GCM. The key's id and the row (`context`) are authenticated, so ciphertext copied to another row does not open.
Several keys may be configured: the first one seals, all open; a secret whose key is unknown stays closed. Nothing here
ever shows a secret: not in `repr`, not in an error, not in a pickle.
"""

import base64
import binascii
import os
from collections.abc import Iterable, Mapping
from typing import NoReturn
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from apps.errors import AppError, gettext_noop

_NONCE_BYTES = 12
_KEY_BYTES = 32


class SecretUnreadable(AppError):
    """The key that sealed it is not configured, or the ciphertext was altered or moved."""

    code = "secret.unreadable"
    http_status = 503
    message = gettext_noop("A stored password cannot be decrypted.")
    advice = gettext_noop("Enter the password again, or ask your operator about the encryption keys.")


class BadEncryptionKeys(ValueError):
    """ENCRYPTION_KEYS is malformed; the message never quotes it."""


class Secret:
    """A value that is only shown by `reveal()`."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the value itself. Hand it to a driver, never to a log, an error or a page."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret(***)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is not pickled")


def seal(plaintext: str, *, context: str) -> str:
    """Encrypt with the first configured key; the result reads `key id:token` and opens for the same context only."""
    key_id, key = next(iter(_keys().items()))
    nonce = os.urandom(_NONCE_BYTES)
    token = nonce + AESGCM(key).encrypt(nonce, plaintext.encode(), _bound_to(key_id, context))
    return f"{key_id}:{base64.urlsafe_b64encode(token).decode()}"


def unseal(sealed: str, *, context: str) -> Secret:
    """
    Decrypt what `seal` made for the same context.

    :raises SecretUnreadable: unknown key, other context, or altered text.
    """
    key_id, _, encoded = sealed.partition(":")
    key = _keys().get(key_id)
    if key is None:
        raise SecretUnreadable
    try:
        token = base64.urlsafe_b64decode(encoded.encode())
        plaintext = AESGCM(key).decrypt(token[:_NONCE_BYTES], token[_NONCE_BYTES:], _bound_to(key_id, context))
    except (InvalidTag, ValueError):
        raise SecretUnreadable from None
    return Secret(plaintext.decode())


def sealed_with_first_key(sealed: str) -> bool:
    """Say whether the text needs no rotation."""
    return sealed.partition(":")[0] == next(iter(_keys()))


def password_context(*, tenant_id: UUID, data_source_id: UUID) -> str:
    """The row that a data source's sealed password belongs to."""
    return f"datasource:{tenant_id}:{data_source_id}"


def mask_key(*, tenant_id: UUID) -> Secret:
    """
    The key of a tenant's hash masks, in hexadecimal; empty: the operator has set none.

    Derived from `MASK_KEY` alone (HKDF, RFC 5869): rotating the encryption keys changes no hash.
    """
    if not settings.MASK_KEY:
        return Secret("")
    derived = HKDF(hashes.SHA256(), _KEY_BYTES, salt=None, info=b"chat2sql\0mask\0" + tenant_id.bytes)
    return Secret(derived.derive(settings.MASK_KEY.encode()).hex())


@register(Tags.security)
def encryption_keys_are_usable(**_: object) -> Iterable[CheckMessage]:
    """A deployment whose keys cannot be read is stopped before it seals or loses anything."""
    try:
        _keys()
    except BadEncryptionKeys as error:
        yield Error(str(error), id="secrets.E001")


def _bound_to(key_id: str, context: str) -> bytes:
    return f"chat2sql\0{key_id}\0{context}".encode()


def _keys() -> Mapping[str, bytes]:
    # Read at each use: it is cheap, and a test or a reloaded deployment sees the keys it set.
    keys: dict[str, bytes] = {}
    for entry in settings.ENCRYPTION_KEYS.split(","):
        key_id, _, encoded = entry.strip().partition(":")
        key = _decoded(encoded)
        if not key_id or len(key) != _KEY_BYTES or key_id in keys:
            raise BadEncryptionKeys(f'ENCRYPTION_KEYS: entry {len(keys) + 1} is not "id:32 bytes in URL-safe base64"')
        keys[key_id] = key
    return keys


def _decoded(encoded: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(encoded.encode())
    except (binascii.Error, ValueError):
        return b""
