"""Secrets at rest: sealed to their row, never shown, readable only with the key that sealed them."""

import base64
import logging
import pickle
from uuid import UUID

import pytest

from apps.semantic.secrets import (
    BadEncryptionKeys,
    Secret,
    SecretUnreadable,
    encryption_keys_are_usable,
    mask_key,
    seal,
    sealed_with_first_key,
    unseal,
)

OLD, NEW = (
    f"{name}:{base64.urlsafe_b64encode(bytes([number]) * 32).decode()}" for name, number in (("k1", 1), ("k2", 2))
)
CANARY = "CANARY-pässwörd"


@pytest.fixture(autouse=True)
def one_key(settings):
    settings.ENCRYPTION_KEYS = OLD


def test_what_was_sealed_opens_for_the_same_row():
    assert unseal(seal(CANARY, context="a"), context="a").reveal() == CANARY


def test_the_same_text_is_sealed_differently_each_time():
    assert seal("x", context="a") != seal("x", context="a")


def test_the_key_is_named_and_the_text_is_not_in_it():
    sealed = seal(CANARY, context="a")

    assert sealed.startswith("k1:")
    assert CANARY.encode() not in base64.urlsafe_b64decode(sealed.partition(":")[2])


def test_ciphertext_moved_to_another_row_stays_closed():
    with pytest.raises(SecretUnreadable):
        unseal(seal(CANARY, context="a"), context="b")


@pytest.mark.parametrize(
    "damage", [lambda s: s[:-4], lambda s: s[:5] + "A" + s[6:], lambda s: "", lambda s: "k1:", lambda s: "k1:ä"]
)
def test_altered_ciphertext_stays_closed(damage):
    with pytest.raises(SecretUnreadable) as caught:
        unseal(damage(seal(CANARY, context="a")), context="a")

    assert CANARY not in str(caught.value)


def test_a_new_first_key_seals_and_the_old_one_still_opens(settings):
    old = seal(CANARY, context="a")
    settings.ENCRYPTION_KEYS = f"{NEW},{OLD}"

    assert unseal(old, context="a").reveal() == CANARY
    assert not sealed_with_first_key(old)
    assert sealed_with_first_key(seal(CANARY, context="a"))


def test_without_its_key_a_secret_stays_closed(settings):
    old = seal(CANARY, context="a")
    settings.ENCRYPTION_KEYS = NEW

    with pytest.raises(SecretUnreadable):
        unseal(old, context="a")


def test_a_key_under_anothers_name_does_not_open(settings):
    old = seal(CANARY, context="a")
    settings.ENCRYPTION_KEYS = "k1:" + NEW.partition(":")[2]

    with pytest.raises(SecretUnreadable):
        unseal(old, context="a")


@pytest.mark.parametrize("keys", ["", "k1", "k1:short", ":" + OLD.partition(":")[2], f"{OLD},{OLD}", f"{OLD},"])
def test_malformed_keys_are_refused_without_being_quoted(settings, keys):
    settings.ENCRYPTION_KEYS = keys

    with pytest.raises(BadEncryptionKeys) as caught:
        seal(CANARY, context="a")

    assert OLD.partition(":")[2] not in str(caught.value)


def test_the_system_check_names_malformed_keys(settings):
    assert list(encryption_keys_are_usable()) == []
    settings.ENCRYPTION_KEYS = "k1:short"

    assert [found.id for found in encryption_keys_are_usable()] == ["secrets.E001"]


def test_a_secret_shows_itself_nowhere(caplog):
    secret = Secret(CANARY)
    logging.getLogger("test").warning("%s %r", secret, secret)

    assert CANARY not in f"{secret} {secret!r} {[secret]}" + caplog.text
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_equal_secrets_are_equal():
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert not Secret("")


def test_each_tenant_has_a_mask_key_of_its_own(settings):
    settings.MASK_KEY = "m" * 40

    keys = [mask_key(tenant_id=UUID(int=number)).reveal() for number in (1, 1, 2)]

    assert keys[0] == keys[1] == "3fec4a4d46ea8fdee3bd71c109e0286d9361b5b6803068cec1c248b71c0ccd23"
    assert keys[0] != keys[2]


def test_rotating_the_encryption_keys_changes_no_mask_key(settings):
    settings.MASK_KEY = "m" * 40
    before = mask_key(tenant_id=UUID(int=1))
    settings.ENCRYPTION_KEYS = NEW

    assert mask_key(tenant_id=UUID(int=1)) == before


def test_without_a_setting_there_is_no_mask_key(settings):
    settings.MASK_KEY = ""

    assert not mask_key(tenant_id=UUID(int=1))
