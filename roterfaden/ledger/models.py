"""The ledger's rows: pending ones, numbered entries, personal facts, tree, keys and signed heads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.json import JsonError, parse
from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.ledger.querysets import EntryQuerySet
from roterfaden.methods.chain import Leaf, spelled
from roterfaden.methods.checkpoints import Checkpoint, PublicKey


class Row(models.Model):
    """What all rows here have in common: nobody refers to them from pages, and Wagtail's index need not look."""

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class Pending(Row):
    """A fact that has no number yet, written in the transaction of the change."""

    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=LONGEST_KEY)
    recorded_at = models.DateTimeField()
    #: Canonical JSON.
    content = models.TextField()
    #: Canonical JSON: [[name, value, owner's kind, owner's key]], or empty.
    personal = models.TextField(blank=True)

    class Meta:
        verbose_name = _("noch nicht nummerierter Eintrag")
        verbose_name_plural = _("noch nicht nummerierte Einträge")

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind}:{self.subject_key}"


class Entry(Row):
    """One entry. Only erasure ever changes a row: it empties a salt with its value; the hashes stay."""

    number = models.BigIntegerField(_("Nummer"), primary_key=True)
    time = models.DateTimeField(_("Zeit"))
    kind = models.CharField(_("Art"), max_length=60)
    subject_kind = models.CharField(_("Art der Sache"), max_length=60)
    subject_key = models.CharField(_("Schlüssel der Sache"), max_length=LONGEST_KEY, blank=True)
    subject_salt = models.BinaryField()
    subject_hash = models.BinaryField()
    #: Canonical JSON, as it was hashed; empty once it was erased.
    content = models.TextField(_("Inhalt"), blank=True)
    salt = models.BinaryField()
    digest = models.BinaryField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_key", "number"], name="entry_of_subject"),
            models.Index(fields=["kind", "number"], name="entry_of_kind"),
        ]
        permissions = [("erase", _("Daten endgültig löschen"))]
        default_permissions = ("view",)
        verbose_name = _("Eintrag im Protokollbuch")
        verbose_name_plural = _("Einträge im Protokollbuch")

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def subject(self) -> Ref:
        """What the entry is about; its key is empty once it was erased."""
        return Ref(self.subject_kind, self.subject_key)

    @property
    def is_erased(self) -> bool:
        """Whether the content was deleted for good."""
        return not self.salt

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The public content; nothing once it was erased, or where somebody wrote past the ledger what is no JSON."""
        try:
            found = parse(self.content.encode()) if self.content else {}
        except JsonError:
            return {}
        return found if isinstance(found, dict) else {}

    def leaf(self) -> Leaf:
        """What is public of it for ever."""
        subject, digest, previous = bytes(self.subject_hash), bytes(self.digest), bytes(self.previous)
        return Leaf(self.number, spelled(self.time), self.kind, subject, digest, previous)


class PersonalFact(Row):
    """A personal fact of an entry, in the chain as a commitment only. Salt, value and owner go when it is erased."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="personal")
    name = models.CharField(_("Name"), max_length=60)
    commitment = models.BinaryField()
    salt = models.BinaryField()
    value = models.TextField(_("Wert"), blank=True)
    owner_kind = models.CharField(max_length=60, blank=True)
    owner_key = models.CharField(max_length=LONGEST_KEY, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="personalfact_once")]
        indexes = [models.Index(fields=["owner_kind", "owner_key"], name="personalfact_of_owner")]
        default_permissions = ()
        verbose_name = _("Angabe über eine Person")
        verbose_name_plural = _("Angaben über Personen")

    def __str__(self) -> str:
        return f"{self.entry_id} {self.name}"


class Tile(Row):
    """256 hashes of one level of the Merkle tree (`methods.tiles`)."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="tile_once")]
        default_permissions = ()
        verbose_name = _("Kachel des Hashbaums")
        verbose_name_plural = _("Kacheln des Hashbaums")

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Scrub(Row):
    """Something was erased: the search index must be made anew and the database's free pages emptied (no text here)."""

    requested_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        verbose_name = _("ausstehende Bereinigung")
        verbose_name_plural = _("ausstehende Bereinigungen")

    def __str__(self) -> str:
        return f"{self.requested_at:%Y-%m-%d %H:%M}"


class SigningKey(Row):
    """A public key and since when it signs; each is signed by the one before it, the first by itself."""

    name = models.CharField(max_length=255)
    public = models.BinaryField()
    #: As it was signed, such as 2026-11-22T13:00:00.000000Z.
    since = models.CharField(max_length=40)
    signature = models.BinaryField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = _("Schlüssel des Protokollbuchs")
        verbose_name_plural = _("Schlüssel des Protokollbuchs")

    def __str__(self) -> str:
        return self.as_key().spelled()

    def as_key(self) -> PublicKey:
        """The key itself."""
        return PublicKey(self.name, bytes(self.public))


class Head(Row):
    """The signed state of a day: how many entries, and the root over them."""

    day = models.DateField(_("Tag"), unique=True)
    size = models.BigIntegerField(_("Einträge"))
    root = models.BinaryField()
    previous = models.BinaryField()
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="heads")
    signature = models.BinaryField()

    class Meta:
        ordering = ["day"]
        default_permissions = ()
        verbose_name = _("Tageskopf")
        verbose_name_plural = _("Tagesköpfe")

    def __str__(self) -> str:
        return f"{self.day} {self.size}"

    def checkpoint(self) -> Checkpoint:
        """What was signed."""
        day = self.day.isoformat()
        return Checkpoint(self.key.name, self.size, bytes(self.root), day, bytes(self.previous))

    def note(self) -> str:
        """The text that is published."""
        return self.checkpoint().note(self.key.as_key(), bytes(self.signature))
