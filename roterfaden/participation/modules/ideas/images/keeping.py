"""Where pictures are kept, how they wait for their idea, and how they go."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from roterfaden.accounts.models import Person
from roterfaden.participation.modules.ideas.images.making import Picture
from roterfaden.participation.modules.ideas.models import Image

#: A form that is not handed in within a day has lost its pictures.
WAITS = timedelta(days=1)
SALT = "roterfaden.ideas.images"
CHUNK = 200


def keep(picture: Picture, alt: str, owner: Person | None) -> Image:
    """Store a picture that waits for its idea. The file's name is neither its address nor the name it came with."""
    name = uuid.uuid4().hex
    path = default_storage.save(f"ideen/{name[:2]}/{name}.jpg", ContentFile(picture.body))
    return Image.objects.create(
        owner=owner, file=path, alt=alt, width=picture.width, height=picture.height, size=len(picture.body)
    )


def ticket_of(images: Sequence[Image]) -> str:
    """What the form carries along from its preview: signed, so that nobody names pictures of others."""
    return signing.dumps([image.pk for image in images], salt=SALT)


def waiting(ticket: str) -> list[Image]:
    """The pictures that a form carries along; none for anything that we did not sign, or that is too old."""
    try:
        keys = signing.loads(ticket, salt=SALT, max_age=WAITS) if ticket and len(ticket) < 500 else []
    except signing.BadSignature:
        return []
    return list(Image.objects.filter(pk__in=keys, idea=None))


def drop(images: Iterable[Image]) -> int:
    """Delete pictures with their files."""
    count = 0
    for image in images:
        image.delete()
        count += 1
    return count


def delete_file(sender: type[Image], instance: Image, **_more: Any) -> None:
    """The file goes with its row, once that is certain (signal; rows also go by cascade)."""
    transaction.on_commit(lambda: default_storage.delete(instance.file))


def drop_forgotten() -> int:
    """Delete pictures whose form was never handed in."""
    count = 0
    old = Image.objects.filter(idea=None, created_at__lt=timezone.now() - WAITS)
    while rows := list(old[:CHUNK]):
        with transaction.atomic():
            count += drop(rows)
    return count
