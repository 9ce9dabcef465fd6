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
    }


def field_word(name: str) -> str:
    """A field in words."""
    return field_words().get(name, name)


def changed_fields(revision: Revision) -> list[str]:
    """Which fields changed, in words, each once."""
    names = [str(change.get("field", "")) for change in revision.changes if isinstance(change, dict)]
    return list(dict.fromkeys(field_word(name) for name in names if name))
