"""What changes districts and streets: called alike by the back office and by operators' commands (`user` is None)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from roterfaden.places.geojson import Feature, Read, Refused
from roterfaden.places.models import District, Street
from roterfaden.places.names import UMLAUTS, loose_key
from roterfaden.places.signals import districts_changed
from roterfaden.places.streetlist import StreetList, StreetRow

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    User = AbstractBaseUser | AnonymousUser | None

#: Rows in a transaction: well under 200 ms on SQLite, so that nobody waits.
LOT = 500
Progress = Callable[[int, int], None]


class Stale(Exception):
    """Somebody else saved in the meantime; `.now` is what stands there."""

    def __init__(self, now: District) -> None:
        super().__init__(now.pk)
        self.now = now


@dataclass(frozen=True)
class Imported:
    """What an import did, or would do in a dry run."""

    added: int
    kept: int
    changed: int = 0
    removed: int = 0
    refused: tuple[Refused, ...] = ()


def silent(_done: int, _total: int) -> None:
    """No progress shown."""


def _check(user: User, *permissions: str) -> None:
    """Operators may all at the console; people need the permission."""
    if user is not None and not all(_may(user, permission) for permission in permissions):
        raise PermissionDenied


def _may(user: Any, permission: str) -> bool:
    return bool(user.is_active and user.has_perm(f"places.{permission}"))


def slug_for(name: str, number: int) -> str:
    """The district's name in addresses; it is given once."""
    return slugify(name.lower().translate(UMLAUTS))[:190] or f"bezirk-{number}"


@transaction.atomic
def add_district(user: User, district: District) -> District:
    """Write a new district, with an address of its own."""
    _check(user, "add_district")
    district.slug = _free_slug(slug_for(district.name, district.number), district.number)
    district.save(force_insert=True)
    _told(user, district, "wagtail.create")
    return district


def _free_slug(slug: str, number: int) -> str:
    taken = District.objects.filter(slug=slug).exists()
    return f"{slug}-{number}" if taken else slug


@transaction.atomic
def save_district(user: User, district: District, version: int) -> District:
    """Write a changed district if it still is the version that was edited; else Stale. Its address stays."""
    _check(user, "change_district")
    values = {name: getattr(district, name) for name in EDITED}
    rows = District.objects.filter(pk=district.pk, version=version)
    if rows.update(**values, version=F("version") + 1) != 1:
        raise Stale(District.objects.get(pk=district.pk))
    district.version = version + 1
    _told(user, district, "wagtail.edit")
    return district


#: What editors and imports change.
EDITED = ("number", "name", "other_names", "schematic_x", "schematic_y", "geometry", "outline")


def _told(user: User, district: District, action: str) -> None:
    log(instance=district, action=action, user=user)
    districts_changed.send(District, keys=[district.pk], gone=False)


def import_districts(user: User, found: Read, dry_run: bool = False) -> Imported:
    """Give districts the borders of a file; those that are not known yet are added if they have number and name."""
    _check(user, "add_district", "change_district")
    with transaction.atomic():
        done = _Borders(user, dry_run)
        for feature in found.features:
            done.take(feature)
        return done.result(found.refused)


class _Borders:
    """One import of borders."""

    def __init__(self, user: User, dry_run: bool) -> None:
        self.user, self.dry_run = user, dry_run
        self.by_number = {row.number: row for row in District.objects.all()}
        self.by_name = {loose_key(row.name): row for row in self.by_number.values()}
        self.seen: set[int] = set()
        self.added = self.kept = self.changed = 0
        self.refused: list[Refused] = []

    def take(self, feature: Feature) -> None:
        """One feature of the file."""
        known = self._known(feature)
        number = known.number if known else feature.number
        if number is None or (known is None and not feature.name):
            self._refuse(feature, _("diesen Stadtbezirk gibt es nicht; zum Anlegen fehlt der Name oder die Nummer"))
        elif number in self.seen:
            self._refuse(feature, _("der Stadtbezirk {number} steht mehrmals in der Datei").format(number=number))
        else:
            self.seen.add(number)
            self._write(feature, known, number)

    def _known(self, feature: Feature) -> District | None:
        by_number = self.by_number.get(feature.number) if feature.number is not None else None
        return by_number or self.by_name.get(loose_key(feature.name))

    def _refuse(self, feature: Feature, reason: str) -> None:
        self.refused.append(Refused(feature.place, reason))

    def _write(self, feature: Feature, known: District | None, number: int) -> None:
        if known is None:
            self.added += 1
            new = District(number=number, name=feature.name, geometry=feature.geometry, outline=feature.outline)
            self.by_name[loose_key(feature.name)] = new
            if not self.dry_run:
                add_district(self.user, new)
        elif known.geometry == feature.geometry and known.outline == feature.outline:
            self.kept += 1
        else:
            self.changed += 1
            known.geometry, known.outline = feature.geometry, feature.outline
            if not self.dry_run:
                save_district(self.user, known, known.version)

    def result(self, refused: Iterable[Refused]) -> Imported:
        """What was done."""
        wrong = tuple(sorted([*refused, *self.refused], key=lambda row: row.place))
        return Imported(self.added, self.kept, self.changed, refused=wrong)


def import_streets(
    user: User, found: StreetList, replace: bool = False, dry_run: bool = False, progress: Progress = silent
) -> Imported:
    """Add the streets of a list; `replace`: take those out that are not in it. A second time changes nothing."""
    _check(user, "add_street", *(["delete_street"] if replace else []))
    there = {StreetRow(name, pk): key for key, name, pk in Street.objects.values_list("pk", "name", "district_id")}
    new = [row for row in found.rows if row not in there]
    wanted = set(found.rows)
    old = [key for row, key in there.items() if row not in wanted] if replace else []
    if not dry_run:
        _write_streets(new, old, progress)
        touched = {row.district for row in new} | (
            {row.district for row in there if row not in wanted} if old else set()
        )
        if touched:
            _streets_changed(user, touched, len(new), len(old))
    return Imported(len(new), len(found.rows) - len(new), removed=len(old), refused=found.refused)


def _write_streets(new: Sequence[StreetRow], old: Sequence[int], progress: Progress) -> None:
    """In lots, each a transaction: killed in the middle, the next run goes on."""
    total = len(new) + len(old)
    for start in range(0, len(new), LOT):
        lot = [Street(name=row.name, district_id=row.district) for row in islice(new, start, start + LOT)]
        with transaction.atomic():
            Street.objects.bulk_create(lot, ignore_conflicts=True)
        progress(start + len(lot), total)
    for start in range(0, len(old), LOT):
        with transaction.atomic():
            Street.objects.filter(pk__in=old[start : start + LOT]).delete()
        progress(len(new) + min(start + LOT, len(old)), total)


@transaction.atomic
def _streets_changed(user: User, districts: Iterable[int], added: int, removed: int) -> None:
    rows = list(District.objects.filter(pk__in=districts).only("pk", "name"))
    for district in rows:
        log(instance=district, action="places.import_streets", user=user, data={"added": added, "removed": removed})
    districts_changed.send(District, keys=[district.pk for district in rows], gone=False)


@transaction.atomic
def save_street(user: User, street: Street) -> Street:
    """Write a street, a new or a changed one."""
    new = street.pk is None
    _check(user, "add_street" if new else "change_street")
    before = set() if new else set(Street.objects.filter(pk=street.pk).values_list("district_id", flat=True))
    street.save()
    log(instance=street, action="wagtail.create" if new else "wagtail.edit", user=user)
    districts_changed.send(District, keys=sorted(before | {street.district_id}), gone=False)
    return street


@transaction.atomic
def delete_street(user: User, street: Street) -> None:
    """Take a street out."""
    _check(user, "delete_street")
    log(instance=street, action="wagtail.delete", user=user, deleted=True)
    keys = [street.district_id]
    street.delete()
    districts_changed.send(District, keys=keys, gone=False)
