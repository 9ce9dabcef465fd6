"""Findings on how objects point at each other, and on deleted ones."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roterfaden.council.conformance.rule import ERROR, WARNING, Rule

RULES = (
    Rule(
        "link-dangling",
        ERROR,
        "2.3",
        _("Ein Verweis führt ins Leere"),
        _("Jede id muss abrufbar sein; entfernen Sie den Verweis oder geben Sie das Objekt aus."),
    ),
    Rule(
        "link-type", ERROR, "2.5", _("Ein Verweis führt zu einem Objekt anderer Art"), _("Berichtigen Sie den Verweis.")
    ),
    Rule(
        "link-unlisted",
        ERROR,
        "2.5",
        _("Verlinkt, aber in keiner Liste und nirgends eingebettet"),
        _("Die Listen einer Körperschaft enthalten alle Objekte, unmittelbar oder eingebettet."),
    ),
    Rule(
        "link-deleted",
        WARNING,
        "2.8",
        _("Ein Verweis führt zu einem gelöschten Objekt"),
        _("Entfernen Sie Verweise auf gelöschte Objekte."),
    ),
    Rule(
        "list-single-differ",
        ERROR,
        "2.5",
        _("Liste und Einzelabruf widersprechen sich"),
        _("Geben Sie ein Objekt in der Liste und unter seiner id gleich aus."),
    ),
    Rule(
        "embedded-differs",
        ERROR,
        "2.5",
        _("Eingebettetes Objekt und Einzelabruf widersprechen sich"),
        _("Eingebettet darf nur die Rückreferenz fehlen; Werte sind überall gleich."),
    ),
    Rule(
        "backref-missing",
        ERROR,
        "3.1",
        _("Die Rückreferenz auf das übergeordnete Objekt fehlt"),
        _("Einzeln abgerufen nennt ein Objekt, wozu es gehört."),
    ),
    Rule(
        "backref-wrong",
        ERROR,
        "3.1",
        _("Verweis und Rückreferenz widersprechen sich"),
        _("Verweisen Sie auf beiden Seiten auf dasselbe."),
    ),
    Rule(
        "body-wrong",
        ERROR,
        "3.5",
        _("Ein Objekt steht in der Liste einer anderen Körperschaft"),
        _("Ordnen Sie das Objekt der Körperschaft zu, die es nennt."),
    ),
    Rule(
        "deleted-listed",
        ERROR,
        "2.8",
        _("Gelöschte Objekte in einer Liste ohne modified_since"),
        _("Geben Sie gelöschte Objekte nur aus, wenn nach modified_since gefragt wird."),
    ),
    Rule(
        "deleted-incomplete",
        ERROR,
        "2.8",
        _("Einem gelöschten Objekt fehlen Pflichtangaben"),
        _("id, type, created und modified bleiben erhalten."),
    ),
    Rule(
        "deleted-content",
        WARNING,
        "2.8",
        _("Ein gelöschtes Objekt hat noch Inhalte"),
        _("Entfernen Sie alles außer id, type, created, modified und deleted."),
    ),
    Rule(
        "deleted-status",
        ERROR,
        "2.8",
        _("Ein gelöschtes Objekt ist unter seiner id nicht abrufbar"),
        _("Antworten Sie weiter mit 200 und deleted: true."),
    ),
)
