"""The German pages of a new portal. An operator replaces imprint and privacy with their own before going public."""

from __future__ import annotations

from typing import Any

from roterfaden.pages.content.shape import Draft, heading, step, text

START: dict[str, Any] = {
    "title": "Start",
    "headline": "Was wird aus dem, was %(city)s bewegt?",
    "intro": (
        "Folgen Sie jedem Anliegen von der ersten Idee bis zur Wirkung: wer es berät, wer darüber entscheidet "
        "und was daraus geworden ist."
    ),
    "examples": "Zum Beispiel: Radweg, Kita oder die Nummer einer Drucksache",
    "steps": [
        step(
            "Ein Vorschlag",
            "Die Verwaltung, eine Fraktion oder ein Bezirksrat schreibt auf, was geschehen soll, warum und was es kostet. "
            "Das Papier heißt Drucksache und bekommt eine Nummer.",
        ),
        step(
            "Die Beratung im Stadtteil",
            "Betrifft es einen Stadtteil, spricht zuerst der Bezirksrat darüber. In seinen Sitzungen dürfen auch Sie "
            "Fragen stellen.",
        ),
        step(
            "Der Ausschuss",
            "Hier sitzen die Ratsmitglieder, die sich im Thema auskennen. Sie fragen nach, ändern den Text und geben am "
            "Ende eine Empfehlung ab. Eine Empfehlung ist noch kein Beschluss.",
        ),
        step(
            "Die Entscheidung",
            "Der Rat stimmt ab, oder das Gremium, dem er das überlassen hat. Hier steht, wie es ausging und wo das "
            "nachzulesen ist. Ist es nirgends veröffentlicht, steht auch das da.",
            decision=True,
        ),
        step(
            "Die Umsetzung",
            "Jetzt ist die Verwaltung am Zug. Ändert sich später etwas, gibt es eine neue Drucksache, und der Faden geht "
            "weiter.",
        ),
    ],
}

IMPRINT = Draft(
    "impressum",
    "Impressum",
    "Wer dieses Portal betreibt und für seinen Inhalt einsteht.",
    [
        heading("Anbieter"),
        text(
            "Dies ist eine Installation der Software Roter Faden. Bevor das Portal öffentlich wird, trägt die "
            "betreibende Stadt hier Anschrift, Vertretung und Kontakt ein (§ 5 DDG)."
        ),
        heading("Woher die Angaben stammen"),
        text(
            "Drucksachen, Sitzungen und Ergebnisse liest das Portal aus den Systemen, die auf der Seite "
            "<a href='/rat/quellen/'>Quellen</a> stehen. Was mit „Beispieldaten“ gekennzeichnet ist, ist erfunden."
        ),
        heading("Software"),
        text("Roter Faden ist freie Software unter der EUPL 1.2. Jede Stadt darf sie nutzen, ändern und weitergeben."),
    ],
)
PRIVACY = Draft(
    "datenschutz",
    "Datenschutz",
    "Welche Daten dieses Portal über Sie speichert: so gut wie keine.",
    [
        heading("Beim Lesen"),
        text(
            "Wer nur liest, bekommt kein Cookie, und es wird kein Profil angelegt. Alles kommt vom eigenen Rechner "
            "der Stadt: keine fremden Schriften, Karten oder Zähler.",
            "Das Portal schreibt auf, welche Seite wann aufgerufen wurde und ob das gelang, aber nicht von welcher "
            "Adresse aus.",
        ),
        heading("Wenn Sie uns schreiben"),
        text(
            "Im Formular für Rückmeldungen speichern wir, was Sie eintragen: Ihren Text, die Seite und, wenn Sie "
            "möchten, Ihre Mail. Wir brauchen das, um zu antworten (Art. 6 Abs. 1 Buchst. e DSGVO), und löschen es "
            "spätestens ein Jahr nach der Antwort."
        ),
        heading("Wenn Sie hier arbeiten"),
        text(
            "Wer in der Verwaltung des Portals arbeitet, hat ein Konto mit Name, Mail und zweitem Faktor. Änderungen "
            "werden mit Namen aufgezeichnet, damit nachvollziehbar bleibt, wer was geändert hat."
        ),
        heading("Ihre Rechte"),
        text(
            "Sie können Auskunft, Berichtigung und Löschung verlangen und sich bei der Aufsichtsbehörde beschweren. "
            "Die betreibende Stadt nennt hier ihre Datenschutzbeauftragte oder ihren Datenschutzbeauftragten."
        ),
    ],
)
ACCESSIBILITY = Draft(
    "barrierefreiheit",
    "Barrierefreiheit",
    "Dieses Portal soll von allen benutzt werden können. Hier steht, was dafür noch fehlt.",
    [
        heading("Was wir tun"),
        text(
            "Maßstab sind die WCAG 2.2, Stufe AA, und die BITV 2.0. Jede Art von Seite wird bei jeder Änderung "
            "automatisch geprüft, hell und dunkel, deutsch und englisch, und mit der Tastatur bedient."
        ),
        heading("Wenn wir nicht antworten"),
        text(
            "Bekommen Sie in vier Wochen keine befriedigende Antwort, hilft die Schlichtungsstelle Ihres Landes. In "
            "Niedersachsen ist das die Schlichtungsstelle bei der Landesbeauftragten für Menschen mit Behinderungen."
        ),
    ],
    kind="accessibility",
)
PLAIN = Draft(
    "leichte-sprache",
    "Leichte Sprache",
    "Hier erklären wir das Portal in Leichter Sprache.",
    [
        heading("Was ist der Rote Faden?"),
        text(
            "Der Rote Faden ist eine Seite im Internet.",
            "Die Seite zeigt:",
            "<ul><li>Was in der Stadt geplant ist.</li><li>Wer darüber spricht.</li><li>Wer darüber entscheidet.</li>"
            "<li>Was daraus geworden ist.</li></ul>",
            "Alle dürfen die Seite lesen.",
            "Das kostet nichts.",
        ),
        heading("Was ist der Rat?"),
        text(
            "Der Rat ist eine Gruppe von Menschen.",
            "Die Menschen in der Stadt haben den Rat gewählt.",
            "Der Rat entscheidet über wichtige Dinge.",
            "Zum Beispiel:",
            "<ul><li>Wo eine neue Schule gebaut wird.</li><li>Wo ein neuer Spielplatz hinkommt.</li></ul>",
            "Der Rat trifft sich oft.",
            "Das Treffen heißt: Sitzung.",
            "Bei vielen Sitzungen dürfen Sie zuhören.",
        ),
        heading("Was ist eine Drucksache?"),
        text(
            "Eine Drucksache ist ein Papier.",
            "In dem Papier steht ein Vorschlag.",
            "Jede Drucksache hat eine Nummer.",
            "Zum Beispiel: 0012/2026.",
            "Mit der Nummer finden Sie das Papier wieder.",
        ),
        heading("Wie finden Sie etwas?"),
        text(
            "Oben auf jeder Seite ist ein Feld.",
            "In das Feld schreiben Sie ein Wort.",
            "Zum Beispiel: Spielplatz.",
            "Dann drücken Sie auf: Finden.",
            "Sie sehen dann alles zu dem Wort.",
        ),
        heading("Sie haben eine Frage? Oder etwas geht nicht?"),
        text("Dann schreiben Sie uns.", "<p><a href='/rueckmeldung/'>Hier können Sie uns schreiben.</a></p>"),
    ],
)
INTERFACES = Draft(
    "schnittstellen",
    "Schnittstellen",
    "Alles, was Sie hier lesen, gibt es auch als Daten: frei, ohne Anmeldung, in offenen Formaten.",
    [
        heading("OParl 1.1"),
        text(
            "Der deutsche Standard für Ratsinformationen. Der Einstieg ist "
            "<a href='/oparl/v1.1/system'>/oparl/v1.1/system</a>; von dort führen Links zu allem anderen.",
            "Listen lassen sich mit modified_since auf das beschränken, was sich geändert hat. Stimmen, Kosten und "
            "Klimawirkung stehen in Feldern, die mit roterfaden: beginnen.",
        ),
        heading("API"),
        text(
            "Unter <a href='/api/v1/'>/api/v1/</a> steht eine einfache JSON-Schnittstelle mit denselben Filtern wie "
            "die Seiten, beschrieben als OpenAPI 3.1."
        ),
        heading("Feeds, Kalender, Tabellen"),
        text(
            "Jede Liste von Drucksachen gibt es mit ihren Filtern als Atom-Feed, CSV, XLSX und JSON; jedes Gremium hat "
            "einen Kalender (iCal). Die Links stehen unter der Liste."
        ),
        heading("Was wir uns wünschen"),
        text(
            "Sagen Sie in Ihrem Programm, wer Sie sind (User-Agent mit Kontakt), und fragen Sie bedingt (ETag). "
            "Nennen Sie die Quelle. Mehr Regeln gibt es nicht."
        ),
    ],
)
NEWS = Draft("aktuelles", "Aktuelles", "Neues aus dem Portal.", kind="news", footer=False)
PAGES = (NEWS, IMPRINT, PRIVACY, ACCESSIBILITY, PLAIN, INTERFACES)

GAPS: tuple[dict[str, Any], ...] = (
    {
        "area": "Dateien aus dem Rat",
        "what": "PDF-Dateien stammen aus dem Ratsinformationssystem und sind oft nicht barrierefrei.",
        "instead": "Der ausgelesene Text steht, wo das gelingt, auf der Seite der Datei.",
        "criterion": "WCAG 1.1.1, 1.3.1",
    },
    {
        "area": "Gebärdensprache",
        "what": "Es gibt noch keine Erklärung des Portals in Deutscher Gebärdensprache.",
        "instead": "Die Seite in Leichter Sprache erklärt das Portal.",
        "criterion": "BITV 2.0 § 4",
    },
)
