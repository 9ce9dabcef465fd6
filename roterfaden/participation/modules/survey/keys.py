"""The private keys of surveys: files outside of the database, made once, destroyed after the evaluation.

One file for each survey in the folder that `ROTERFADEN_SURVEY_KEYS` names, readable by its owner alone. Where the web
process may not write there, the job worker makes the keys. A file may be closed with a password of the office.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from roterfaden.methods.sealing import NotOurs, lock, unlock
from roterfaden.participation.modules.survey.models import Survey


class NoKey(Exception):
    """The private key is missing or cannot be read; the text says what to do."""


class WrongPassword(NoKey):
    """The password does not open the key."""


def folder() -> Path:
    """Where the keys lie."""
    return Path(settings.SURVEY_KEYS)


def path_of(survey: Survey) -> Path:
    """The file of a survey's private key; named by the public one, so that a key made twice hits nobody."""
    return folder() / f"{survey.uid}-{bytes(survey.public_key).hex()[:16]}.key"


def make(survey: Survey, password: str = "") -> bool:
    """Make the pair, once; False where there is one, where it is too late, or where this process may not write."""
    private = X25519PrivateKey.generate()
    made = Survey(uid=survey.uid, public_key=private.public_key().public_bytes_raw())
    path = path_of(made)
    try:
        _write(path, private, password)
    except OSError:
        return False
    rows = Survey.objects.filter(pk=survey.pk, public_key=b"", evaluated_on=None)
    if not rows.update(public_key=made.public_key, locked=bool(password)):
        path.unlink()
        return False
    survey.refresh_from_db()
    return True


def load(survey: Survey, password: str = "") -> X25519PrivateKey:
    """The private key. Raises NoKey, WrongPassword."""
    path = path_of(survey)
    try:
        raw = path.read_bytes()
        key = unlock(raw, password) if survey.locked else load_pem_private_key(raw, None)
    except OSError as error:
        raise NoKey(f"{path} cannot be read ({error.strerror}); put it back from where it is kept") from None
    except NotOurs:
        raise WrongPassword(f"{path} does not open with this password") from None
    except (ValueError, TypeError):
        raise NoKey(f"{path} holds no key") from None
    if not isinstance(key, X25519PrivateKey) or key.public_key().public_bytes_raw() != bytes(survey.public_key):
        raise NoKey(f"{path} holds another key")
    return key


def destroy(survey: Survey) -> bool:
    """Overwrite and remove the file; False where there is none any more."""
    path = path_of(survey)
    try:
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return False
    return True


def _write(path: Path, private: X25519PrivateKey, password: str) -> None:
    plain = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    text = lock(private, password) if password else plain
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
