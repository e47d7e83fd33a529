"""
The key of keyed hash masks as a session gets it: the two pads of HMAC-SHA-256 (RFC 2104), so that an engine that has
SHA-256 alone can compute it. Who knows a pad knows the key; both are secrets, and stand in no statement.
"""

import hashlib
import hmac

from apps.semantic.secrets import Secret

HASH_DIGITS = 32  # hexadecimal digits that a mask shows
_BLOCK_BYTES = 64


def pads_of(key: Secret) -> tuple[Secret, Secret]:
    """Return the inner and the outer pad in hexadecimal. `key` is hexadecimal, at most 64 bytes."""
    block = bytes.fromhex(key.reveal()).ljust(_BLOCK_BYTES, b"\0")
    return Secret(bytes(byte ^ 0x36 for byte in block).hex()), Secret(bytes(byte ^ 0x5C for byte in block).hex())


def keyed_hash(canonical: bytes, *, key: Secret) -> str:
    """Return what a hash mask shows of a value's canonical text."""
    return hmac.new(bytes.fromhex(key.reveal()), canonical, hashlib.sha256).hexdigest()[:HASH_DIGITS]
