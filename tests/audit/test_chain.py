"""The chain, as pure values: every way to break it is found, and named."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from apps.audit.chain import GENESIS, Fault, Link, PrivateText, Sealed, digest, key_id, seal, verify

KEY = b"k" * 32
KEYS = {key_id(KEY): KEY}
TENANT = UUID(int=7)
TEXT = PrivateText(salt="5a17", body='{"question":"?"}')


def link(sequence: int, previous: str, **fields: object) -> Link:
    plain = Link(
        id=UUID(int=sequence),
        tenant_id=TENANT,
        sequence=sequence,
        at=datetime(2026, 1, 1, tzinfo=UTC),
        action="row.changed",
        actor_id=None,
        actor_name="",
        target_type="",
        target_id="",
        target_name="",
        run_id=None,
        request_id="",
        trace_id="",
        data="{}",
        text_digest="",
        previous_hash=previous,
        key_id=key_id(KEY),
    )
    return replace(plain, **fields)


def chain(length: int) -> list[Sealed]:
    events: list[Sealed] = []
    for sequence in range(1, length + 1):
        made = link(sequence, events[-1].hash if events else GENESIS)
        events.append(Sealed(link=made, hash=seal(made, key=KEY)))
    return events


def with_text(text: PrivateText | None, *then: Link) -> list[Sealed]:
    first = link(1, GENESIS, text_digest=digest(TEXT, key=KEY))
    events = [Sealed(link=first, hash=seal(first, key=KEY), text=text)]
    for following in then:
        made = replace(following, previous_hash=events[-1].hash)
        events.append(Sealed(link=made, hash=seal(made, key=KEY)))
    return events


def found(events: list[Sealed], **options: str) -> tuple[int, Fault | None]:
    verdict = verify(events, keys=KEYS, **options)
    return verdict.sequence, verdict.fault


def test_an_unbroken_chain_is_sound_and_gives_its_head():
    events = chain(3)

    verdict = verify(events, keys=KEYS)

    assert verdict.is_sound
    assert (verdict.sequence, verdict.head) == (3, events[2].hash)


def test_no_events_are_sound():
    assert found([]) == (0, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", UUID(int=99)),
        ("tenant_id", UUID(int=8)),
        ("at", datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)),
        ("action", "row.added"),
        ("actor_id", UUID(int=1)),
        ("actor_name", "eve"),
        ("target_type", "x"),
        ("target_id", "x"),
        ("target_name", "x"),
        ("run_id", UUID(int=1)),
        ("request_id", "x"),
        ("trace_id", "x"),
        ("data", '{"a":1}'),
    ],
)
def test_every_field_is_sealed(field, value):
    events = chain(3)
    events[1] = replace(events[1], link=replace(events[1].link, **{field: value}))

    assert found(events) == (2, Fault.ALTERED)


def test_text_cannot_wander_from_one_field_to_the_next():
    one = link(1, GENESIS, actor_name="ab", target_type="c")
    other = link(1, GENESIS, actor_name="a", target_type="bc")

    assert seal(one, key=KEY) != seal(other, key=KEY)


def test_a_removed_event_leaves_a_gap():
    events = chain(3)
    del events[1]

    assert found(events) == (3, Fault.MISSING)


def test_a_removed_event_is_found_though_the_rest_is_renumbered():
    events = chain(3)
    events[1:] = [replace(events[2], link=replace(events[2].link, sequence=2))]

    assert found(events) == (2, Fault.UNLINKED)


def test_a_removed_beginning_is_found():
    assert found(chain(3)[1:]) == (2, Fault.MISSING)


def test_an_inserted_event_is_found():
    events = chain(3)
    forged = link(2, events[0].hash)
    events.insert(1, Sealed(link=forged, hash=seal(forged, key=b"e" * 32)))

    assert found(events) == (2, Fault.ALTERED)


def test_swapped_events_are_found():
    events = chain(3)
    events[1], events[2] = events[2], events[1]

    assert found(events) == (3, Fault.MISSING)


def test_an_event_that_comes_twice_is_found():
    events = chain(3)
    events.insert(2, events[1])

    assert found(events) == (2, Fault.REPEATED)


def test_an_event_under_a_key_that_is_not_ours_is_found():
    assert verify(chain(1), keys={}).fault is Fault.UNKNOWN_KEY


def test_a_cut_tail_is_found_only_with_an_anchor():
    events = chain(3)
    anchor = events[2].hash

    assert found(events[:2]) == (2, None)
    assert found(events[:2], anchor=anchor) == (2, Fault.ANCHOR_ABSENT)
    assert found(events, anchor=anchor) == (3, None)


def test_an_anchor_in_the_middle_is_enough():
    events = chain(3)

    assert found(events, anchor=events[0].hash) == (3, None)


def test_a_changed_private_text_is_found():
    assert found(with_text(replace(TEXT, body='{"question":"!"}'))) == (1, Fault.TEXT_ALTERED)


def test_a_removed_private_text_is_found():
    assert found(with_text(None)) == (1, Fault.TEXT_REMOVED)


def test_a_private_text_that_was_emptied_without_a_record_is_found():
    assert found(with_text(PrivateText(salt=None, body=None))) == (1, Fault.TEXT_REMOVED)


def test_an_erasure_on_record_keeps_the_chain_sound():
    erasure = link(2, "", action="audit.text_erased", target_id=str(UUID(int=1)))

    assert found(with_text(PrivateText(salt=None, body=None), erasure)) == (2, None)


def test_a_private_text_cannot_be_guessed_from_its_digest_without_salt_and_key():
    same_words = replace(TEXT, salt="other")

    assert digest(TEXT, key=KEY) != digest(same_words, key=KEY)
    assert digest(TEXT, key=KEY) != digest(TEXT, key=b"e" * 32)
