"""Questions to the tables of `fields`: what a type has in a version, what is mandatory, what a `type` means."""

from __future__ import annotations

from functools import cache

from roterfaden.council.conformance.fields import COMMON, MAIN_TYPES, MANY, TYPES, Field, Kind

__all__ = ["MANY", "TYPES", "Field", "Kind"]

NAMESPACE = "https://schema.oparl.org/{version}/{name}"
VERSIONS = ("1.0", "1.1")

#: Section of the specification that describes a type.
SECTIONS: dict[str, str] = {name: f"3.{number}" for number, name in enumerate(TYPES, start=4)}

#: The back reference that an object must show when it is fetched alone (sections 3.6, 3.9, 3.11, 3.13).
PARENT: dict[str, str] = {
    "LegislativeTerm": "body",
    "Membership": "person",
    "AgendaItem": "meeting",
    "Consultation": "paper",
}

#: Types that may hang in several places: alone they show at least one of these.
PARENTS: dict[str, tuple[str, ...]] = {
    "File": ("meeting", "agendaItem", "paper"),
}


@cache
def fields(name: str, version: str) -> dict[str, Field]:
    """The fields of type `name` in `version`, those of all types first."""
    both = {**COMMON, **TYPES[name]}
    return {key: field for key, field in both.items() if field.since <= version}


def mandatory(name: str, key: str, field: Field, version: str) -> bool:
    """Whether `key` must be there. `created` and `modified`: everywhere in 1.1, on main types only in 1.0."""
    if key in ("created", "modified"):
        return version >= "1.1" or name in MAIN_TYPES
    return field.required


def type_url(name: str, version: str) -> str:
    """The value of `type` for objects of type `name`."""
    return NAMESPACE.format(version=version, name=name)


def name_of(url: object) -> str:
    """The type that a `type` value means, whatever its version or capitals; empty where it means none."""
    last = url.rstrip("/").rsplit("/", 1)[-1].lower() if isinstance(url, str) else ""
    return next((name for name in TYPES if name.lower() == last), "")


def lists_of(name: str, version: str) -> dict[str, str]:
    """The external lists that a type offers: field → type of what is in it."""
    return {key: field.target for key, field in fields(name, version).items() if field.kind is Kind.LIST}
