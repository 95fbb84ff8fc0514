"""Personal data sealed with one key per person, itself wrapped by the installation's key.

Destroying the person's wrapped key makes every copy of the data unreadable, in back-ups too.
AES-256-GCM; the associated data binds a text to its place, so that rows cannot be swapped.
"""

import hashlib
import hmac
import os
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from gongkai.base import keys

NONCE_BYTES = 12
KEY_BYTES = 32


class Unreadable(ValueError):
    """The sealed text cannot be opened with this key at this place."""


@cache
def _installation_key(path: Path) -> bytes:
    """The installation's key, made on first use."""
    return keys.read_or_make(path, lambda: AESGCM.generate_key(bit_length=KEY_BYTES * 8))


def _seal(key: bytes, text: bytes, place: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text, place)


def _open(key: bytes, sealed: bytes, place: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
    except InvalidTag:
        raise Unreadable("密文无法解开：密钥不符或内容被改动") from None


def new_wrapped_key() -> bytes:
    """A fresh person's key, wrapped; store it with the person."""
    return _seal(_installation_key(settings.SEAL_KEY_FILE), AESGCM.generate_key(bit_length=256), b"person-key")


def _unwrap(wrapped_key: bytes) -> bytes:
    return _open(_installation_key(settings.SEAL_KEY_FILE), bytes(wrapped_key), b"person-key")


def seal(wrapped_key: bytes, text: str, *, place: str) -> bytes:
    """``text`` sealed for ``place`` (e.g. ``applicant:name``)."""
    return _seal(_unwrap(wrapped_key), text.encode(), place.encode())


def unseal(wrapped_key: bytes, sealed: bytes, *, place: str) -> str:
    """The text that was sealed for ``place``.

    Raises:
        Unreadable: wrong key, wrong place, or a changed text.
    """
    return _open(_unwrap(wrapped_key), bytes(sealed), place.encode()).decode()


def commitment(wrapped_key: bytes, text: str) -> str:
    """A keyed digest that proves the text later without showing it; dies with the person's key."""
    return hmac.new(_unwrap(wrapped_key), text.encode(), hashlib.sha256).hexdigest()
