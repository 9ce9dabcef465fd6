"""Typed reading of the environment: a wrong value fails loudly at start, and the sentence names the setting."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class SettingError(SystemExit):
    """A setting that cannot be used. Ends the process with one sentence instead of a traceback."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"Setting {name}: {problem}. See docs/settings.md.")


@dataclass(frozen=True)
class Setting:
    """One documented setting: its name, its default as text, and what it does (for docs/settings.md)."""

    name: str
    default: str
    purpose: str


@dataclass
class Reader:
    """Reads settings from a mapping and remembers each one, so that a test can compare them with the documentation."""

    environ: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    known: dict[str, Setting] = field(default_factory=dict)

    def text(self, name: str, default: str, purpose: str) -> str:
        """The setting as text. `NAME_FILE` may name a file that holds it (for secrets)."""
        self.known[name] = Setting(name, default, purpose)
        path = self.environ.get(f"{name}_FILE", "")
        if path and name in self.environ:
            raise SettingError(name, f"both {name} and {name}_FILE are set; keep one")
        if path:
            try:
                return Path(path).read_text("utf-8").strip()
            except OSError as error:
                raise SettingError(f"{name}_FILE", f"cannot read {path} ({error.strerror})") from None
        return self.environ.get(name, default)

    def yes(self, name: str, default: bool, purpose: str) -> bool:
        """The setting as yes or no: 1/0, true/false, yes/no, on/off."""
        raw = self.text(name, "1" if default else "0", purpose).strip().lower()
        if raw in {"1", "true", "yes", "on"}:
            return True
        if raw in {"0", "false", "no", "off", ""}:
            return False
        raise SettingError(name, f"{raw!r} is neither yes nor no (use 1 or 0)")

    def number(self, name: str, default: int, purpose: str, least: int = 0) -> int:
        """The setting as a whole number of at least `least`."""
        value = self._parsed(name, str(default), purpose, int, "a whole number")
        if value < least:
            raise SettingError(name, f"{value} is less than {least}")
        return value

    def choice(self, name: str, default: str, purpose: str, allowed: tuple[str, ...]) -> str:
        """The setting as one of the allowed words."""
        value = self.text(name, default, purpose)
        if value not in allowed:
            raise SettingError(name, f"{value!r} is none of: {', '.join(word for word in allowed if word)}")
        return value

    def words(self, name: str, default: str, purpose: str) -> list[str]:
        """The setting as a list, separated by commas or spaces."""
        return self.text(name, default, purpose).replace(",", " ").split()

    def networks(self, name: str, default: str, purpose: str) -> list[str]:
        """The setting as a list of networks or addresses."""
        found = self.words(name, default, purpose)
        for word in found:
            try:
                ip_network(word, strict=False)
            except ValueError:
                raise SettingError(name, f"{word!r} is neither a network nor an address") from None
        return found

    def path(self, name: str, default: str, purpose: str, empty: Path | None = None) -> Path:
        """The setting as an absolute path; a relative one counts from the working directory. `empty`: for no text."""
        text = self.text(name, default, purpose)
        return empty if empty is not None and not text else Path(text).expanduser().resolve()

    def _parsed(self, name: str, default: str, purpose: str, parse: Callable[[str], T], what: str) -> T:
        raw = self.text(name, default, purpose)
        try:
            return parse(raw)
        except ValueError:
            raise SettingError(name, f"{raw!r} is not {what}") from None
