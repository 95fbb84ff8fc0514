import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.base import sealed


def test_what_was_sealed_opens_with_its_key_at_its_place():
    key = sealed.new_wrapped_key()
    text = "王申请 𬮿 410322"

    assert sealed.unseal(key, sealed.seal(key, text, place="name"), place="name") == text


def test_another_place_another_key_or_a_changed_byte_does_not_open():
    key, other = sealed.new_wrapped_key(), sealed.new_wrapped_key()
    closed = sealed.seal(key, "王申请", place="name")
    changed = closed[:-1] + bytes([closed[-1] ^ 1])
    for attempt in ((key, closed, "contact"), (other, closed, "name"), (key, changed, "name")):
        with pytest.raises(sealed.Unreadable):
            sealed.unseal(attempt[0], attempt[1], place=attempt[2])


def test_the_same_text_is_never_sealed_to_the_same_bytes():
    key = sealed.new_wrapped_key()

    assert sealed.seal(key, "甲", place="p") != sealed.seal(key, "甲", place="p")


def test_the_key_file_is_the_owners_alone(settings):
    sealed.new_wrapped_key()

    assert stat.S_IMODE(settings.SEAL_KEY_FILE.stat().st_mode) == 0o600


def test_a_commitment_proves_a_text_and_hides_it():
    key, other = sealed.new_wrapped_key(), sealed.new_wrapped_key()

    assert sealed.commitment(key, "甲") == sealed.commitment(key, "甲")
    assert sealed.commitment(key, "甲") != sealed.commitment(key, "乙")
    assert sealed.commitment(key, "甲") != sealed.commitment(other, "甲")


@given(st.text(max_size=200))
def test_any_text_survives(text):
    from gongkai.base.sealed import _open, _seal  # noqa: PLC0415 - the cipher itself, without files

    key = b"k" * 32

    assert _open(key, _seal(key, text.encode(), b"p"), b"p").decode() == text
