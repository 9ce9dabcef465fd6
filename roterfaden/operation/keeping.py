"""What is kept apart from backups on purpose: keys. Whoever steals a backup must not get them with it.

Rooms name theirs when their app is ready; `backup`, `restore` and `doctor` say where they lie, so that somebody keeps
copies in another place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Apart:
    """A file or folder that no backup has. `loss`: what happens without it, in a sentence."""

    name: str
    path: Callable[[], Path]
    loss: StrOrPromise

    @property
    def exists(self) -> bool:
        """Whether there is something to keep; a folder that this account may not read counts."""
        path = self.path()
        try:
            return any(path.iterdir()) if path.is_dir() else path.exists()
        except OSError:
            return True


_kept: dict[str, Apart] = {}


def keep_apart(name: str, path: Callable[[], Path], loss: StrOrPromise) -> None:
    """Name something that backups leave out."""
    _kept[name] = Apart(name, path, loss)


def kept_apart() -> list[Apart]:
    """What there is of it on this portal."""
    return [one for one in _kept.values() if one.exists]


def register_secret_key() -> None:
    """The portal's own key, where it is a file and not a setting."""
    keep_apart("secret_key", lambda: Path(settings.HOME) / "secret_key", _("Ohne ihn melden sich alle neu an."))
