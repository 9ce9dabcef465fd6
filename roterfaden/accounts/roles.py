"""Roles of the staff: one table of who may do what in the back office.

A role is a group whose permissions are exactly these; `roterfaden sync_roles` (part of `prepare`) writes them. Cities
that need other roles make groups of their own beside them. docs/roles.md is made from this table (a test holds it).
"""

from __future__ import annotations

from dataclasses import dataclass

BACK_OFFICE = "wagtailadmin.access_admin"
_VIEW_COUNCIL = ("council.view_source", "council.view_importrun", "council.view_correction", "council.view_revision")
_VIEW_PAGES = ("pages.view_feedback", "pages.view_knowngap")
_VIEW_OPERATION = ("operation.view_schedule", "operation.view_jobrun")
_VIEW_PLACES = ("places.view_district", "places.view_street")
_EDIT_PLACES = (
    *("places.add_district", "places.change_district"),
    *("places.add_street", "places.change_street", "places.delete_street"),
)
_VIEW_STRATEGY = tuple(
    f"strategy.view_{name}"
    for name in (
        *("plan", "node", "measure", "milestone", "budgetline", "assessment", "progressupdate", "planversion"),
        *("indicator", "report"),
    )
)
_VIEW_NOTICES = ("notices.view_notice",)
_VIEW_ORGANISATIONS = ("accounts.view_organisation", "accounts.view_speaker")
_VIEW_THREADS = ("threads.view_thread", "threads.view_topic")
_VIEW_PARTICIPATION = ("participation.view_process",)
_VIEW_MODERATION = (
    *("moderation.view_case", "moderation.view_houserule", "moderation.view_listedword"),
    "contributions.view_contribution",
)
_VIEW_CONTRIBUTIONS = ("contributions.view_contribution", "contributions.view_textblock")
_MEDIA = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@dataclass(frozen=True)
class Role:
    """A role: its name on screen, what it is for, and its permissions."""

    name: str
    purpose: str
    #: "app.codename"
    permissions: tuple[str, ...] = ()
    #: On all pages: add, change, publish, lock, unlock, bulk_delete.
    pages: tuple[str, ...] = ()
    #: On all collections of images and documents.
    media: tuple[str, ...] = ()


ROLES: tuple[Role, ...] = (
    Role(
        "Redaktion",
        "schreibt Seiten und Nachrichten; veröffentlicht sie nicht selbst",
        (BACK_OFFICE,),
        pages=("add", "change"),
        media=_MEDIA,
    ),
    Role(
        "Veröffentlichung",
        "prüft und veröffentlicht Seiten, beantwortet Rückmeldungen, pflegt bekannte Lücken, Weiterleitungen, "
        "Stadtbezirke und Straßen",
        (
            BACK_OFFICE,
            *_VIEW_PAGES,
            "pages.change_feedback",
            "pages.delete_feedback",
            "pages.add_knowngap",
            "pages.change_knowngap",
            "pages.delete_knowngap",
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
            "wagtailredirects.view_redirect",
            *_VIEW_PLACES,
            *_EDIT_PLACES,
        ),
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        media=_MEDIA,
    ),
    Role(
        "Ratsbüro",
        "betreut die Quellen der Ratsinformationen und berichtigt, was falsch gelesen wurde",
        (
            BACK_OFFICE,
            *_VIEW_COUNCIL,
            "council.change_source",
            "council.add_correction",
            "council.change_correction",
            "council.delete_correction",
        ),
    ),
    Role(
        "Strategie-Controlling",
        "schreibt Pläne, Ziele und Maßnahmen, meldet ihren Stand, verfasst Abwägungen; gibt sie nicht selbst frei",
        (
            BACK_OFFICE,
            *_VIEW_STRATEGY,
            *(
                f"strategy.{verb}_{name}"
                for name in ("plan", "node", "measure", "indicator")
                for verb in ("add", "change")
            ),
            "strategy.enter_values",
            "strategy.add_report",
        ),
    ),
    Role(
        "Strategie-Freigabe",
        "gibt Pläne, Maßnahmen, Meldungen und Abwägungen frei, verschiebt Termine, setzt einen Stand von Hand",
        (
            BACK_OFFICE,
            *_VIEW_STRATEGY,
            *(f"strategy.publish_{name}" for name in ("plan", "measure", "indicator")),
            "strategy.approve_report",
        ),
    ),
    Role(
        "Faden-Redaktion",
        "schreibt, veröffentlicht, teilt und verbindet Fäden, entscheidet über Vorschläge, pflegt Themen",
        (
            BACK_OFFICE,
            *_VIEW_THREADS,
            "threads.add_thread",
            "threads.change_thread",
            "threads.publish_thread",
            "threads.add_topic",
            "threads.change_topic",
        ),
        media=_MEDIA,
    ),
    Role(
        "Beteiligungsbüro",
        "legt Beteiligungen an, ändert Phasen und Regeln, druckt Codes, sieht Statistik, beantwortet Beiträge, "
        "verteilt den Posteingang, bestätigt Organisationen, trägt ein, was auf Papier und am Telefon kommt; "
        "veröffentlicht nicht selbst",
        (
            BACK_OFFICE,
            *_VIEW_ORGANISATIONS,
            "accounts.change_organisation",
            *_VIEW_PARTICIPATION,
            "participation.add_process",
            "participation.change_process",
            "participation.change_censusfigure",
            "participation.view_statistics",
            *_VIEW_CONTRIBUTIONS,
            "contributions.answer_contribution",
            "contributions.enter_contribution",
            *(f"contributions.{verb}_textblock" for verb in ("add", "change", "delete")),
        ),
    ),
    Role(
        "Beteiligungs-Freigabe",
        "veröffentlicht, schließt und verbirgt Beteiligungen",
        (BACK_OFFICE, *_VIEW_PARTICIPATION, "participation.publish_process", "participation.view_statistics"),
    ),
    Role(
        "Fachamt",
        "beantwortet Fragen und Beiträge zu seinen Sachen",
        (BACK_OFFICE, *_VIEW_CONTRIBUTIONS, "contributions.answer_contribution"),
    ),
    Role(
        "Betrieb",
        "richtet Quellen ein, sieht Läufe und Aufgaben, hält Aufgaben an; sendet Mails noch einmal, löscht auf Anfrage",
        (
            BACK_OFFICE,
            *_VIEW_COUNCIL,
            "council.add_source",
            "council.change_source",
            "council.delete_source",
            *_VIEW_OPERATION,
            "operation.change_schedule",
            *_VIEW_NOTICES,
            "notices.change_notice",
            "notices.delete_follower",
        ),
    ),
    Role(
        "Moderation",
        "prüft Meldungen und Zurückgehaltenes, entscheidet mit Begründung, pflegt die Wortliste",
        (BACK_OFFICE, *_VIEW_MODERATION, "moderation.decide_case", "moderation.change_words"),
    ),
    Role(
        "Widerspruchsstelle",
        "entscheidet über Widersprüche gegen die Moderation, schreibt die Hausregeln",
        (BACK_OFFICE, *_VIEW_MODERATION, "moderation.decide_objection", "moderation.write_rules"),
    ),
    Role(
        "Konten",
        "legt Konten an, gibt und nimmt Rollen",
        (BACK_OFFICE, "accounts.view_user", "accounts.add_user", "accounts.change_user", "accounts.delete_user"),
    ),
    Role(
        "Datenschutz",
        "löscht Daten über Personen endgültig, auch aus dem Protokollbuch",
        (BACK_OFFICE, "ledger.view_entry", "ledger.erase"),
    ),
    Role(
        "Einsicht",
        "sieht alles im Verwaltungsbereich, ändert nichts (Revision, Datenschutz)",
        (
            BACK_OFFICE,
            *_VIEW_COUNCIL,
            *_VIEW_THREADS,
            *_VIEW_PAGES,
            *_VIEW_PLACES,
            *_VIEW_STRATEGY,
            *_VIEW_OPERATION,
            *_VIEW_ORGANISATIONS,
            *_VIEW_NOTICES,
            *_VIEW_PARTICIPATION,
            *_VIEW_MODERATION,
            *_VIEW_CONTRIBUTIONS,
            "accounts.view_user",
            "ledger.view_entry",
        ),
    ),
)


def role(name: str) -> Role:
    """The role of that name; KeyError if there is none."""
    return {entry.name: entry for entry in ROLES}[name]


def as_markdown() -> str:
    """The table for docs/roles.md."""
    lines = ["| Rolle | wofür | Rechte | Seiten | Bilder und Dokumente |", "|---|---|---|---|---|"]
    for entry in ROLES:
        cells = (entry.name, entry.purpose, *map(_cell, (entry.permissions, entry.pages, entry.media)))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"
