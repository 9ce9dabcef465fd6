"""One object against the specification: fields, types, values, and what it embeds."""

from __future__ import annotations

from typing import Any

from roterfaden.council.conformance import schema, values
from roterfaden.council.conformance.fetch import Json
from roterfaden.council.conformance.run import Run
from roterfaden.council.conformance.schema import MANY, Field, Kind

ONE = {Kind.TEXTS: Kind.TEXT, Kind.URLS: Kind.URL, Kind.LINKS: Kind.LINK, Kind.OBJECTS: Kind.OBJECT}
PYTHON: dict[Kind, type] = {Kind.NUMBER: int, Kind.TRUTH: bool, Kind.GEOJSON: dict, Kind.OBJECT: dict}
KEPT = frozenset({"id", "type", "created", "modified", "deleted"})
SPANS = (("startDate", "endDate"), ("start", "end"))


def inspect(run: Run, value: Json, expected: str, url: str, *, embedded: bool = False) -> None:
    """Check `value`, an object that should be of type `expected` and was found at `url`."""
    Inspection(run, value, expected, url, embedded).all()


class Inspection:
    """The checks of one object."""

    def __init__(self, run: Run, value: Json, expected: str, url: str, embedded: bool) -> None:
        self.run, self.value, self.expected, self.embedded = run, value, expected, embedded
        self.key = value["id"] if isinstance(value.get("id"), str) else ""
        self.url = self.key or url
        self.known = schema.fields(expected, run.version)

    def add(self, code: str, key: str = "", detail: str = "") -> None:
        """Note a finding about a field of this object."""
        self.run.add(code, self.url, f"{self.expected}.{key}" if key else self.expected, detail)

    def all(self) -> None:
        """Everything."""
        self.identity()
        if self.value.get("deleted") is True:
            self.tombstone()
            return
        if self.key:
            self.run.register.see(self.key, self.expected, self.value, embedded=self.embedded)
        self.missing()
        for key, value in self.value.items():
            self.field(key, value)
        self.order_of_times()
        self.special()

    def identity(self) -> None:
        """`id` and `type` (section 3.3)."""
        if not self.key:
            self.add("id-missing")
        kind = self.value.get("type")
        if kind is None:
            self.add("type-missing")
        elif kind != schema.type_url(self.expected, self.run.version):
            self.add("type-wrong", detail=str(kind))

    def tombstone(self) -> None:
        """A deleted object (section 2.8)."""
        if self.key:
            self.run.register.deleted[self.key] = self.expected
        for key in ("created", "modified"):
            if values.instant(self.value.get(key)) is None:
                self.add("deleted-incomplete", key)
        if "type" not in self.value or not self.key:
            self.add("deleted-incomplete", "type" if self.key else "id")
        for key in self.value.keys() - KEPT:
            self.add("deleted-content", key)

    def missing(self) -> None:
        """Mandatory fields."""
        for key, field in self.known.items():
            if key in ("id", "type") or key in self.value:
                continue
            if schema.mandatory(self.expected, key, field, self.run.version):
                self.add("field-missing", key)

    def field(self, key: str, value: Any) -> None:
        """One field."""
        field = self.known.get(key)
        if field is None:
            if ":" not in key:
                self.add("field-unknown", key)
            return
        if value is None:
            mandatory = schema.mandatory(self.expected, key, field, self.run.version)
            self.add("value-null-mandatory" if mandatory else "value-null", key)
        elif field.kind in MANY:
            self.many(key, field, value)
        elif isinstance(value, list):
            self.add("field-cardinality", key)
        else:
            self.one(key, field, field.kind, value)
            if field.kind in (Kind.LINK, Kind.OBJECT):
                self.edge(key, [value])

    def many(self, key: str, field: Field, value: Any) -> None:
        """A field that is a list."""
        if not isinstance(value, list):
            self.add("field-cardinality" if isinstance(value, str | dict) else "field-type", key, repr(value)[:80])
            return
        if not value and not field.required:
            self.add("list-empty", key)
        for item in value:
            self.one(key, field, ONE[field.kind], item)
        if field.kind in (Kind.LINKS, Kind.OBJECTS):
            self.edge(key, value)

    def one(self, key: str, field: Field, kind: Kind, value: Any) -> None:
        """A single value, or an item of a list."""
        if kind is Kind.OBJECT and isinstance(value, dict):
            inspect(self.run, value, field.target, self.url, embedded=True)
        elif kind is Kind.OBJECT and isinstance(value, str):
            self.add("embedded-as-link", key, value)
            self.link(key, field, value)
        elif kind in (Kind.LINK, Kind.LIST) and isinstance(value, dict):
            self.add("link-as-embedded", key)
        elif not self.right_type(kind, value):
            self.add("field-type", key, repr(value)[:80])
        else:
            self.right(key, field, kind, value)

    def right(self, key: str, field: Field, kind: Kind, value: Any) -> None:
        """A value of the right JSON type."""
        for code, detail in values.problems(key, kind, value, self.run.now):
            self.add(code, key, detail)
        if kind is Kind.LINK:
            self.link(key, field, value)

    def link(self, key: str, field: Field, value: str) -> None:
        """Note where a reference leads."""
        self.run.register.refer(value, field.target, self.url, f"{self.expected}.{key}")

    def edge(self, key: str, found: list[Any]) -> None:
        """Note which objects the field names, whether by address or embedded."""
        ids = (item.get("id") if isinstance(item, dict) else item for item in found)
        if self.key:
            targets = tuple(item for item in ids if isinstance(item, str))
            self.run.register.edge(f"{self.expected}.{key}", self.key, targets, embedded=self.embedded)

    @staticmethod
    def right_type(kind: Kind, value: Any) -> bool:
        """Whether a value has the JSON type of its kind."""
        wanted = PYTHON.get(kind, str)
        return isinstance(value, wanted) and not (wanted is int and isinstance(value, bool))

    def order_of_times(self) -> None:
        """Beginnings before ends, `created` before `modified`."""
        for first, last in SPANS:
            start, end = (
                values.instant(self.value.get(key)) or values.day(self.value.get(key)) for key in (first, last)
            )
            if start and end and type(start) is type(end) and end < start:
                self.add("end-before-start", last, f"{self.value[first]} – {self.value[last]}")
        created, modified = (values.instant(self.value.get(key)) for key in ("created", "modified"))
        if created and modified and modified < created:
            self.add("modified-before-created", detail=f"{self.value['created']} – {self.value['modified']}")

    def special(self) -> None:
        """Rules of single types."""
        if self.expected == "Meeting" and self.run.version >= "1.1":
            self.agenda()
        place = self.value.get("locationObject")
        if isinstance(place, dict) and place.get("id") != self.value.get("location"):
            self.add("location-object", "location")
        if self.expected == "System" and self.value.get("oparlVersion") not in known_versions():
            self.add("version-wrong", "oparlVersion", str(self.value.get("oparlVersion")))

    def agenda(self) -> None:
        """`order` counts the items of a meeting from 0 (new in 1.1)."""
        items = self.value.get("agendaItem")
        for position, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict) and "order" in item and item["order"] != position:
                self.add("agenda-order", "agendaItem", f"{item['order']} ≠ {position}")


def known_versions() -> set[str]:
    """The values of `oparlVersion` that exist."""
    return {f"https://schema.oparl.org/{version}/" for version in schema.VERSIONS}
