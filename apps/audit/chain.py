"""
Seals events into a chain and finds where a chain was broken. Pure: rows and the key come in as values.

A seal is HMAC-SHA256 over every field of the event, each with its length in front, and the seal before it. Whoever
lacks the key cannot alter, remove, insert or reorder an event without the check naming the first one that is wrong.
A cut tail leaves a sound chain: it is found only with an anchor, a seal that was written down elsewhere.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

GENESIS = "0" * 64
_ABSENT = b"\xff" * 8  # no field is 2**64 - 1 bytes long


@dataclass(frozen=True, slots=True)
class Link:
    """All that is sealed of one event; a new field goes to the end and changes the format."""

    id: UUID
    tenant_id: UUID
    sequence: int
    at: datetime
    action: str
    actor_id: UUID | None
    actor_name: str
    target_type: str
    target_id: str
    target_name: str
    run_id: UUID | None
    request_id: str
    trace_id: str
    data: str
    text_digest: str
    previous_hash: str
    key_id: str


@dataclass(frozen=True, slots=True)
class PrivateText:
    """The private text that was found beside an event; without a body it was erased."""

    salt: str | None
    body: str | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """An event as it was found: its fields, its seal, and its text (None: no row)."""

    link: Link
    hash: str
    text: PrivateText | None = None


class Fault(StrEnum):
    """How the first wrong event is wrong."""

    MISSING = "missing"  # the numbers leave a gap here
    REPEATED = "repeated"  # a number comes again, or comes back
    UNLINKED = "unlinked"  # its previous seal is not the seal of the event before it
    UNKNOWN_KEY = "unknown_key"
    ALTERED = "altered"  # its fields do not give its seal
    TEXT_ALTERED = "text_altered"
    TEXT_REMOVED = "text_removed"  # the row is gone, or was emptied without a recorded erasure
    ANCHOR_ABSENT = "anchor_absent"  # the chain is sound but does not hold the anchor: its tail was cut


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found. Without a fault, `sequence` is the last event's number (0: none) and `head` its seal."""

    sequence: int
    head: str
    fault: Fault | None = None

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is None


def key_id(key: bytes) -> str:
    """Return the public name of a key, from which the key cannot be found."""
    return hashlib.sha256(b"chat2sql audit key\x00" + key).hexdigest()[:16]


def seal(link: Link, *, key: bytes) -> str:
    """Return the seal of an event."""
    mac = hmac.new(key, digestmod=hashlib.sha256)
    for value in astuple(link):
        mac.update(_framed(value))
    return mac.hexdigest()


def digest(text: PrivateText, *, key: bytes) -> str:
    """Return the keyed digest of a private text. Without the salt nobody can try texts against it."""
    framed = _framed(text.salt) + _framed(text.body)
    return hmac.new(key, b"text" + framed, hashlib.sha256).hexdigest()


def verify(
    events: Iterable[Sealed], *, keys: Mapping[str, bytes], anchor: str | None = None, ends_at: int | None = None
) -> Verdict:
    """
    Check a tenant's events in their stored order and return the first fault, or the head.

    :param keys: the keys by `key_id`.
    :param anchor: a seal that this chain must hold.
    :param ends_at: stop after this number; later events are not looked at.
    """
    walk = _Walk(keys=keys, anchor=anchor)
    for event in events:
        if ends_at is not None and event.link.sequence > ends_at:
            break
        fault = walk.step(event)
        if fault is not None:
            return Verdict(sequence=event.link.sequence, head=walk.head, fault=fault)
    return walk.end()


@dataclass(slots=True)
class _Walk:
    keys: Mapping[str, bytes]
    anchor: str | None
    sequence: int = 0
    head: str = GENESIS
    anchored: bool = False
    emptied: dict[str, int] = field(default_factory=dict)  # event id -> number, until its erasure is met

    def step(self, event: Sealed) -> Fault | None:
        link = event.link
        if link.sequence != self.sequence + 1:
            return Fault.MISSING if link.sequence > self.sequence else Fault.REPEATED
        if link.previous_hash != self.head:
            return Fault.UNLINKED
        key = self.keys.get(link.key_id)
        if key is None:
            return Fault.UNKNOWN_KEY
        if not hmac.compare_digest(seal(link, key=key), event.hash):
            return Fault.ALTERED
        self.sequence, self.head = link.sequence, event.hash
        self.anchored = self.anchored or event.hash == self.anchor
        if link.action == "audit.text_erased":
            self.emptied.pop(link.target_id, None)
        return self._text_fault(event, key)

    def _text_fault(self, event: Sealed, key: bytes) -> Fault | None:
        if not event.link.text_digest:
            return None if event.text is None else Fault.TEXT_ALTERED
        if event.text is None:
            return Fault.TEXT_REMOVED
        if event.text.body is None:
            self.emptied[str(event.link.id)] = event.link.sequence
            return None
        return None if digest(event.text, key=key) == event.link.text_digest else Fault.TEXT_ALTERED

    def end(self) -> Verdict:
        if self.emptied:
            return Verdict(sequence=min(self.emptied.values()), head=self.head, fault=Fault.TEXT_REMOVED)
        if self.anchor is not None and not self.anchored:
            return Verdict(sequence=self.sequence, head=self.head, fault=Fault.ANCHOR_ABSENT)
        return Verdict(sequence=self.sequence, head=self.head)


def _framed(value: object) -> bytes:
    if value is None:
        return _ABSENT
    if isinstance(value, datetime):
        value = value.astimezone(UTC).isoformat(timespec="microseconds")
    raw = str(value).encode()
    return len(raw).to_bytes(8, "big") + raw
