"""Findings on HTTP answers and files."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roterfaden.council.conformance.rule import ERROR, NOTE, WARNING, Rule

RULES = (
    Rule("unreachable", ERROR, "2.3", _("Eine Adresse ist nicht erreichbar"), _("Prüfen Sie Server und Netz.")),
    Rule(
        "server-error",
        ERROR,
        "2.9",
        _("Der Server meldet einen Fehler (5xx)"),
        _("Prüfen Sie das Protokoll des Servers."),
    ),
    Rule(
        "json-invalid",
        ERROR,
        "2.4",
        _("Die Antwort ist kein gültiges JSON"),
        _("Geben Sie vollständiges JSON in UTF-8 aus."),
    ),
    Rule(
        "json-bom", ERROR, "2.4", _("Die Antwort beginnt mit einer Byte Order Mark"), _("Geben Sie UTF-8 ohne BOM aus.")
    ),
    Rule("content-type", ERROR, "2.4", _("Content-Type ist nicht application/json"), _("Senden Sie application/json.")),
    Rule(
        "charset",
        WARNING,
        "2.4",
        _("Content-Type nennt einen anderen Zeichensatz als UTF-8"),
        _("Senden Sie charset=utf-8."),
    ),
    Rule(
        "cors-missing",
        ERROR,
        "2.6",
        _("Access-Control-Allow-Origin: * fehlt"),
        _("Senden Sie den Header mit jeder JSON-Antwort."),
    ),
    Rule("cookie", ERROR, "2.3", _("Die Schnittstelle setzt Cookies"), _("Zugriffe sind zustandslos.")),
    Rule("redirect", WARNING, "2.3", _("Eine id leitet weiter"), _("Geben Sie die kanonische Adresse als id aus.")),
    Rule(
        "validator-missing",
        NOTE,
        "2.7",
        _("Weder ETag noch Last-Modified"),
        _("Beide sparen Ihnen und anderen Verkehr."),
    ),
    Rule(
        "conditional-etag",
        WARNING,
        "2.7",
        _("If-None-Match wirkt nicht"),
        _("Antworten Sie mit 304, wenn das ETag passt."),
    ),
    Rule(
        "conditional-date",
        WARNING,
        "2.7",
        _("If-Modified-Since wirkt nicht"),
        _("Antworten Sie mit 304, wenn sich nichts geändert hat."),
    ),
    Rule(
        "head",
        WARNING,
        "2.3",
        _("HEAD antwortet anders als GET"),
        _("HEAD hat Status und Header von GET, aber keinen Inhalt."),
    ),
    Rule(
        "error-200",
        ERROR,
        "2.9",
        _("Ein Fehler antwortet mit Status 200"),
        _("Senden Sie einen Status, der den Fehler zeigt, etwa 404."),
    ),
    Rule(
        "unknown-status", WARNING, "2.9", _("Eine unbekannte id antwortet nicht mit 404"), _("Antworten Sie mit 404.")
    ),
    Rule(
        "error-shape",
        NOTE,
        "2.9",
        _("Die Fehlerantwort ist kein Error-Objekt"),
        _("Geben Sie type, message und debug aus."),
    ),
    Rule(
        "parameter-status",
        WARNING,
        "2.9",
        _("Ein falscher Parameter führt zu einem Serverfehler"),
        _("Antworten Sie mit 400."),
    ),
    Rule(
        "file-unreachable",
        ERROR,
        "2.7",
        _("Eine Datei ist nicht abrufbar"),
        _("Jede Datei muss mit GET abrufbar sein."),
    ),
    Rule(
        "access-attachment",
        ERROR,
        "2.7",
        _("accessUrl erzwingt das Herunterladen"),
        _("Content-Disposition: attachment gehört nur an downloadUrl."),
    ),
    Rule(
        "download-disposition",
        ERROR,
        "2.7",
        _("downloadUrl nennt keinen Dateinamen"),
        _("Senden Sie Content-Disposition: attachment; filename=…"),
    ),
    Rule(
        "file-size",
        WARNING,
        "3.14",
        _("size stimmt nicht mit der Datei überein"),
        _("Geben Sie die Größe in Byte aus."),
    ),
    Rule(
        "file-mime",
        WARNING,
        "3.14",
        _("mimeType stimmt nicht mit der Datei überein"),
        _("Geben Sie den Typ aus, mit dem die Datei gesendet wird."),
    ),
)
