"""What is kept of a login: a keyed pseudonym, and those facts that a rule of a process needs. Nothing else.

Rooms say which facts their rules need at this moment, and who knows streets says in which district an address lies:

    @needed_by
    def rules() -> frozenset[str]: …          # of "resident", "district", "age_band"

    locate_with(lambda street, postal_code: "linden-limmer")
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from roterfaden.accounts.models import AgeBand

Needed = Callable[[], frozenset[str]]
#: Street with number, postal code: the slug of the district, or "".
Locate = Callable[[str, str], str]
_needed: list[Needed] = []
_locators: list[Locate] = []
_BANDS = ((15, AgeBand.UNDER_16), (25, AgeBand.TO_25), (40, AgeBand.TO_40), (60, AgeBand.TO_60), (75, AgeBand.TO_75))


@dataclass(frozen=True)
class Facts:
    """What a broker says of somebody, in our words. None and "": it says nothing."""

    resident: bool | None = None
    district: str = ""
    age_band: str = ""

    def only(self, names: frozenset[str]) -> Facts:
        """Those that are needed."""
        return Facts(
            self.resident if "resident" in names else None,
            self.district if "district" in names else "",
            self.age_band if "age_band" in names else "",
        )


def needed_by(function: Needed) -> Needed:
    """Register (as a decorator) which facts a room's rules need."""
    if function not in _needed:
        _needed.append(function)
    return function


def locate_with(function: Locate) -> None:
    """Register who knows in which district an address lies."""
    _locators[:] = [function]


def needed() -> frozenset[str]:
    """Which facts any rule needs now."""
    return frozenset().union(*(function() for function in _needed))


def pairwise(issuer: str, subject: str) -> str:
    """The pseudonym: the same for the same login here, and of no use anywhere else."""
    key = hashlib.sha256(f"roterfaden.accounts.pairwise{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, f"{issuer}\n{subject}".encode(), hashlib.sha256).hexdigest()


def facts_of(claims: Mapping[str, Any]) -> Facts:
    """The facts in a broker's claims; address and date of birth are read here and dropped."""
    said = {fact: _claim(claims, path) for fact, path in settings.BROKER.claims.items()}
    street, code = str(said.get("street") or ""), str(said.get("postal_code") or "")
    district = str(said.get("district") or "")[:200]
    if not district and street and _locators:
        district = _locators[0](street, code)
    band = str(said.get("age_band") or "")
    band = band if band in AgeBand.values else band_of(str(said.get("birthdate") or ""), timezone.localdate())
    return Facts(_is_resident(said), district if _is_resident(said) is not False else "", band)


def band_of(birthdate: str, today: date) -> str:
    """The age band of a date of birth (ISO); "" for what is none."""
    try:
        born = date.fromisoformat(birthdate)
    except ValueError:
        return ""
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if not 0 <= age <= 130:
        return ""
    return str(next((band for limit, band in _BANDS if age <= limit), AgeBand.OVER_75).value)


def _is_resident(said: Mapping[str, Any]) -> bool | None:
    claimed = said.get("resident")
    if claimed is not None:
        return str(claimed).strip().lower() in {"true", "1", "yes", "ja"}
    locality = str(said.get("locality") or "").strip()
    if not locality:
        return None
    return locality.casefold() == settings.BROKER.locality.casefold()


def _claim(claims: Mapping[str, Any], path: str) -> Any:
    found: Any = claims
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
