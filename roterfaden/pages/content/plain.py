"""Texts in Leichte Sprache: one thought a sentence, one sentence a line, long words with a hyphen, no subjunctive."""

from __future__ import annotations

from roterfaden.pages.content.shape import bullets, heading, text

PORTAL = [
    text("Willkommen beim Roten Faden.", "Hier erklären wir Ihnen diese Internet-Seite."),
    heading("Was ist der Rote Faden?"),
    text(
        "In einer Stadt gibt es viele Ideen.",
        "Zum Beispiel: einen neuen Spiel-Platz bauen.",
        "Oft dauert es lange, bis aus einer Idee etwas wird.",
        "Viele Menschen sprechen vorher darüber.",
        "Der Rote Faden zeigt Ihnen diesen Weg.",
        "Sie sehen:",
    ),
    bullets(
        "Wer hatte die Idee?",
        "Wer spricht darüber?",
        "Wer entscheidet?",
        "Was ist daraus geworden?",
    ),
    text("Alle dürfen diese Internet-Seite lesen.", "Das kostet nichts.", "Sie müssen sich nicht anmelden."),
    heading("Was ist der Rat?"),
    text(
        "Der Rat ist eine Gruppe von Menschen.",
        "Die Menschen aus der Stadt haben den Rat gewählt.",
        "Der Rat entscheidet über wichtige Dinge in der Stadt.",
        "Zum Beispiel:",
    ),
    bullets("Wo bauen wir eine Schule?", "Wo bauen wir einen Rad-Weg?", "Wofür gibt die Stadt Geld aus?"),
    text(
        "Der Rat trifft sich oft.",
        "Das Treffen heißt: Sitzung.",
        "Bei den meisten Sitzungen dürfen Sie zuhören.",
    ),
    heading("Was ist ein Ausschuss?"),
    text(
        "Ein Ausschuss ist eine kleine Gruppe aus dem Rat.",
        "Jeder Ausschuss hat ein Thema.",
        "Zum Beispiel: Schule oder Verkehr.",
        "Der Ausschuss spricht über eine Idee.",
        "Dann sagt er dem Rat: Wir finden die Idee gut.",
        "Oder er sagt: Wir finden die Idee schlecht.",
        "Das heißt: Empfehlung.",
        "Danach entscheidet der Rat.",
    ),
    heading("Was ist eine Drucksache?"),
    text(
        "Eine Drucksache ist ein Text.",
        "In dem Text steht eine Idee für die Stadt.",
        "Jede Drucksache hat eine Nummer.",
        "Zum Beispiel: 0012/2026.",
        "Mit der Nummer finden Sie die Drucksache wieder.",
    ),
    heading("So finden Sie etwas"),
    text(
        "Oben auf jeder Seite ist ein Feld.",
        "Schreiben Sie ein Wort in das Feld.",
        "Zum Beispiel: Spielplatz.",
        "Drücken Sie dann auf: Finden.",
        "Sie bekommen eine Liste.",
        "Drücken Sie in der Liste auf eine blaue Zeile.",
        "Dann sehen Sie mehr.",
    ),
    heading("Das bedeutet die rote Linie"),
    text(
        "Auf vielen Seiten sehen Sie eine rote Linie.",
        "Auf der Linie sind Kreise.",
        "Ein Kreis heißt: Hier ist etwas passiert.",
        "Ein voller Kreis heißt: Hier hat jemand entschieden.",
        "Graue Punkte heißen: Das kommt noch.",
        "Neben jedem Kreis steht ein Text.",
        "Das Neueste steht meistens oben.",
    ),
    heading("Haben Sie eine Frage?"),
    text(
        "Geht etwas nicht?",
        "Oder verstehen Sie etwas nicht?",
        "Dann schreiben Sie uns.",
        '<p><a href="/rueckmeldung/">Hier können Sie uns schreiben.</a></p>',
    ),
]

ACCESSIBILITY = [
    heading("Was ist Barriere-Freiheit?"),
    text(
        "Eine Barriere ist ein Hindernis.",
        "Barriere-frei heißt: ohne Hindernis.",
        "Alle Menschen sollen diese Internet-Seite benutzen können.",
        "Auch Menschen mit Behinderung.",
        "Zum Beispiel:",
    ),
    bullets(
        "Menschen, die nicht sehen",
        "Menschen, die nicht hören",
        "Menschen, die keine Maus benutzen",
        "Menschen, die schwere Texte nicht verstehen",
    ),
    heading("Was geht noch nicht?"),
    text(
        "Manche Dinge gehen noch nicht für alle.",
        "Manche Dateien kann ein Computer nicht vorlesen.",
        "Viele Texte aus dem Rat sind schwer.",
        "Es gibt noch kein Video in Gebärden-Sprache.",
        "Wir arbeiten daran.",
    ),
    heading("Haben Sie ein Hindernis gefunden?"),
    text(
        "Dann schreiben Sie uns.",
        "Sie bekommen eine Antwort.",
        "Das dauert höchstens 4 Wochen.",
        '<p><a href="/rueckmeldung/">Hier können Sie uns schreiben.</a></p>',
    ),
    heading("Hilft unsere Antwort nicht?"),
    text(
        "Dann gibt es die Schlichtungs-Stelle.",
        "Schlichten heißt: bei einem Streit helfen.",
        "Das kostet nichts.",
        "In Niedersachsen gehört die Schlichtungs-Stelle zur Landes-Beauftragten für Menschen mit Behinderungen.",
    ),
]
