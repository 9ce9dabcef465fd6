"""Keys and signed heads: made once, kept readable by their owner only, exchanged with the old key's signature."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from roterfaden.ledger.models import Entry, Head, SigningKey
from roterfaden.ledger.sequencing import read_tile
from roterfaden.methods import merkle
from roterfaden.methods.chain import spelled
from roterfaden.methods.checkpoints import NO_CHECKPOINT, Checkpoint, rotation_message
from roterfaden.methods.tiles import Tiles


class KeyProblem(Exception):
    """The private key is missing, unreadable or another one; the text says what to do."""


def key_path() -> Path:
    """Where the private key lies."""
    return Path(settings.LEDGER_KEY_FILE)


def ledger_name() -> str:
    """The name that a new key signs for: host and page, without spaces and plus signs (C2SP signed-note)."""
    parts = urlsplit(settings.SITE_URL)
    return re.sub(r"[\s+]", "-", f"{parts.netloc}{parts.path}/protokollbuch")


def current_key() -> tuple[SigningKey, Ed25519PrivateKey]:
    """The key that signs today; the first one is made here. Raises KeyProblem."""
    row = SigningKey.objects.order_by("-pk").first()
    if row is None:
        return _first_key()
    private = load_private(key_path())
    if private.public_key().public_bytes_raw() != bytes(row.public):
        raise KeyProblem(f"{key_path()} is not the key that signed last; put it back, or rotate with it")
    return row, private


def rotate(new_path: Path) -> SigningKey:
    """Make a new key in `new_path`, signed by the present one. Whoever runs it then names the file in the settings."""
    old, private = current_key()
    new = make_private(new_path)
    return _keep(old.name, new, private)


def is_head_due() -> bool:
    """Whether today's head is not signed yet, and there is something to sign."""
    return not Head.objects.filter(day=timezone.localdate()).exists() and Entry.objects.exists()


def sign_head() -> Head | None:
    """Sign today's head; None where it is signed already. Raises KeyProblem."""
    if not is_head_due():
        return None
    row, private = current_key()
    size = Entry.objects.order_by("-number").values_list("number", flat=True)[0]
    last = Head.objects.select_related("key").order_by("-day").first()
    root = merkle.root(Tiles(read_tile), size)
    previous = last.checkpoint().digest() if last else NO_CHECKPOINT
    day = timezone.localdate()
    signature = Checkpoint(row.name, size, root, day.isoformat(), previous).sign(private)
    try:
        with transaction.atomic():
            return Head.objects.create(day=day, size=size, root=root, previous=previous, key=row, signature=signature)
    except IntegrityError:
        return None  # another worker was faster


def make_private(path: Path) -> Ed25519PrivateKey:
    """A new key in a file that only its owner reads. Raises KeyProblem where there is a file already."""
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyProblem(f"{path} exists already") from None
    except OSError as error:
        raise KeyProblem(f"{path} cannot be written ({error.strerror})") from None
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    return private


def load_private(path: Path) -> Ed25519PrivateKey:
    """The key in a file. Raises KeyProblem."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise KeyProblem(f"{path} cannot be read ({error.strerror})") from None
    except (ValueError, TypeError):
        raise KeyProblem(f"{path} holds no key") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyProblem(f"{path} holds no Ed25519 key")
    return key


def _first_key() -> tuple[SigningKey, Ed25519PrivateKey]:
    """A file that is there already (made before a crash, or given by the operator) is used."""
    private = load_private(key_path()) if key_path().exists() else make_private(key_path())
    return _keep(ledger_name(), private, private), private


def _keep(name: str, private: Ed25519PrivateKey, endorser: Ed25519PrivateKey) -> SigningKey:
    public, since = private.public_key().public_bytes_raw(), spelled(datetime.now(UTC))
    signature = endorser.sign(rotation_message(name, public, since))
    return SigningKey.objects.create(name=name, public=public, since=since, signature=signature)
