"""Serves the tokens of KERN beside the static files of the rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from roterfaden.design.kern import write_tokens

NAME = "kern/tokens.css"
SHEETS = Path(__file__).parent / "static" / "design" / "css"


class KernTokens(BaseFinder):
    """One file, made from the npm package when it is asked for."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to check: without the package our own values hold."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Where the file is."""
        if path != NAME:
            return []
        place = str(self._storage().path(NAME))
        return [place] if find_all else place

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """The file, for `collectstatic`."""
        yield NAME, self._storage()

    def _storage(self) -> FileSystemStorage:
        folder = Path(settings.HOME) / "generated"
        package = settings.BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist"
        write_tokens(package, sorted(SHEETS.glob("*.css")), folder / NAME)
        return FileSystemStorage(folder)
