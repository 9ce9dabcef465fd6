"""Short words for things of the council, the same on pages, in feeds and in exports."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roterfaden.council.models import Meeting, Paper, Revision


def paper_label(paper: Paper) -> str:
    """Number and title in one line."""
    return ": ".join(part for part in (paper.reference, " ".join(paper.name.split())) if part) or _(
        "Drucksache ohne Titel"
    )


def meeting_label(meeting: Meeting) -> str:
    """The bodies that meet, or the name that the source gives."""
    names = [organization.name for organization in meeting.organizations.all() if organization.is_public]
    return ", ".join(names) or meeting.name or _("Sitzung")


def field_words() -> dict[str, str]:
    """Names of OParl fields that a silent change may name."""
    return {
        "name": _("Titel"),
        "reference": _("Nummer"),
        "date": _("Datum"),
        "paperType": _("Art"),
        "start": _("Beginn"),
        "end": _("Ende"),
        "cancelled": _("abgesagt"),
        "meetingState": _("Stand"),
        "location": _("Ort"),
        "agendaItem": _("Tagesordnung"),
        "organization": _("Gremium"),
        "result": _("Ergebnis"),
        "resolutionText": _("Beschlusstext"),
        "content": _("Inhalt der Datei"),
        "mainFile": _("Hauptdokument"),
        "auxiliaryFile": _("Anlagen"),
        "consultation": _("Beratungen"),
        "number": _("Nummer"),
        "order": _("Reihenfolge"),
        "public": _("öffentlich"),
        "sections": _("Text"),
        "costs": _("Kosten"),
        "climate": _("Klimawirkung"),
        "applicants": _("Antragsteller*innen"),
        "outcome": _("Ausgang"),
        "kind": _("Art"),
        "decided_on": _("entschieden am"),
        "yes": _("Ja-Stimmen"),
        "no": _("Nein-Stimmen"),
        "abstentions": _("Enthaltungen"),
        "unanimous": _("einstimmig"),
        "sha1Checksum": _("Inhalt der Datei"),
        "sha512Checksum": _("Inhalt der Datei"),
    }


def field_word(name: str) -> str:
    """A field in words."""
    return field_words().get(name, name)


def changed_fields(revision: Revision) -> list[str]:
    """Which fields changed, in words, each once."""
    names = [str(change.get("field", "")) for change in revision.changes if isinstance(change, dict)]
    return list(dict.fromkeys(field_word(name) for name in names if name))


def change_label(revision: Revision) -> str:
    """Which fields of what changed, in one line: „Titel“, „Inhalt der Datei: Anlage 1“."""
    return ": ".join(part for part in (", ".join(changed_fields(revision)), revision.subject) if part)


def finding_word(code: str) -> str:
    """What an import found odd, in words; an unknown code stays as it is."""
    return _finding_words().get(code, code)


def _finding_words() -> dict[str, str]:
    return {
        "bad-date": _("unmögliches Datum"),
        "bad-number": _("unlesbare Zahl"),
        "bad-boolean": _("weder ja noch nein"),
        "bad-url": _("unbrauchbare Adresse"),
        "bad-address": _("unbrauchbare Adresse"),
        "empty-value": _("leerer Wert, wo etwas stehen sollte"),
        "too-long": _("Text zu lang, gekürzt"),
        "end-before-start": _("Ende vor dem Beginn"),
        "ags-without-zero": _("Gemeindeschlüssel ohne führende Null"),
        "wrong-type": _("falsche Art von Wert"),
        "no-type": _("Objekt ohne Typ"),
        "unknown-type": _("Objekt unbekannten Typs"),
        "other-type": _("anderer Typ als angekündigt"),
        "type-capitals": _("Typ in anderer Groß- und Kleinschreibung"),
        "no-id": _("Objekt ohne Kennung"),
        "id-reused": _("eine Kennung für verschiedene Dinge"),
        "foreign-id": _("Kennung eines fremden Systems"),
        "foreign-reference": _("Verweis auf ein fremdes System"),
        "foreign-next": _("Liste führt auf ein fremdes System"),
        "foreign-body": _("Körperschaft auf einem anderen System"),
        "not-embedded": _("nur verlinkt, wo ein Objekt stehen sollte"),
        "object-for-list": _("ein Objekt, wo eine Liste stehen sollte"),
        "object-for-text": _("ein Objekt, wo ein Text stehen sollte"),
        "list-for-object": _("eine Liste, wo ein Objekt stehen sollte"),
        "list-for-text": _("eine Liste, wo ein Text stehen sollte"),
        "not-a-list": _("keine Liste"),
        "bare-list": _("Liste ohne Umschlag"),
        "no-list": _("Liste fehlt"),
        "list-broken": _("Liste bricht ab"),
        "loop": _("Liste dreht sich im Kreis"),
        "filter-lost": _("Filter geht auf der zweiten Seite verloren"),
        "in-no-list": _("verlinkt, aber in keiner Liste"),
        "not-found": _("nicht gefunden"),
        "no-object": _("kein Objekt"),
        "part-broken": _("ein Teil war nicht lesbar"),
        "reading-broken": _("das Lesen brach ab"),
        "probe-failed": _("Stichprobe gescheitert"),
        "geojson-too-large": _("Geometrie zu groß"),
        "sim-unreadable": _("Seite nicht lesbar"),
        "sim-not-public": _("nicht zur Veröffentlichung freigegeben"),
        "sim-unknown-section": _("unbekannter Abschnitt"),
        "sim-unknown-field": _("unbekanntes Feld"),
        "sim-unknown-address": _("unbekannte Adresse"),
        "sim-unread-station": _("Station nicht verstanden"),
        "sim-cost-unread": _("Kostentabelle nicht verstanden"),
        "sim-no-heading": _("Seite ohne Überschrift"),
        "sim-no-content": _("Seite ohne Inhalt"),
        "sim-no-information": _("Seite ohne Angaben"),
        "sim-meeting-missing": _("Sitzung ohne Seite"),
        "sim-empty-list": _("leere Liste"),
        "sim-bad-address": _("unbrauchbare Adresse"),
        "sim-agenda-row": _("Zeile der Tagesordnung nicht verstanden"),
    }
