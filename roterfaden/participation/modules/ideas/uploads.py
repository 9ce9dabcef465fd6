"""Pictures in the form: those that wait from an earlier step, and new ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from roterfaden.accounts.current import person_of
from roterfaden.contributions.texts import line_of
from roterfaden.participation.modules.ideas.images.keeping import drop, keep
from roterfaden.participation.modules.ideas.images.making import LARGEST, Unusable, make
from roterfaden.participation.modules.ideas.models import Image

LONGEST_ALT = 300


@dataclass
class Field:
    """A place for one picture in the form."""

    name: str
    alt_name: str
    alt: str = ""
    error: str = ""


@dataclass
class Uploads:
    """At most `most` pictures; each says in words what it shows."""

    most: int
    kept: Iterable[Image]
    images: list[Image] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.images = list(self.kept)[: self.most]
        self._offer()

    @property
    def errors(self) -> list[str]:
        """What is wrong."""
        return [place.error for place in self.fields if place.error]

    def read(self, request: HttpRequest) -> None:
        """Take out what was crossed out, take in what came."""
        gone = [image for image in self.images if f"ohne-{image.pk}" in request.POST]
        drop(gone)
        self.images = [image for image in self.images if image not in gone]
        self._offer()
        for place in self.fields:
            self._take(request, place)
        wrong = [place for place in self.fields if place.error]
        self._offer()
        self.fields = [*wrong, *self.fields[len(wrong) :]]

    def _offer(self) -> None:
        left = range(1, self.most - len(self.images) + 1)
        self.fields = [Field(f"bild-{number}", f"bild-{number}-text") for number in left]

    def _take(self, request: HttpRequest, place: Field) -> None:
        upload = request.FILES.get(place.name)
        raw = request.POST.get(place.alt_name, "")
        if not isinstance(upload, UploadedFile):
            return
        try:
            place.alt = line_of(raw, LONGEST_ALT)
            if not place.alt:
                raise ValidationError(
                    _("Bitte sagen Sie in einem Satz, was auf dem Bild zu sehen ist, und wählen Sie es noch einmal.")
                )
            self.images.append(keep(make(_body(upload)), place.alt, person_of(request)))
        except ValidationError as error:
            place.error = " ".join(error.messages)
        except Unusable as problem:
            place.error = problem.words


def _body(upload: UploadedFile[bytes]) -> bytes:
    if (upload.size or 0) > LARGEST:
        raise Unusable("heavy")
    return bytes(upload.read(LARGEST + 1))
