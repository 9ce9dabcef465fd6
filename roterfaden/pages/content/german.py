"""The German pages of a new portal. An operator completes imprint and data protection before going public."""

from __future__ import annotations

from datetime import date
from typing import Any

from roterfaden.pages.content import plain
from roterfaden.pages.content.shape import Draft, bullets, heading, step, text

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
            "Die Verwaltung, eine Fraktion oder ein Bezirksrat schreibt auf, was geschehen soll, warum und was es "
            "kostet. "
            "Das Papier heißt Drucksache und bekommt eine Nummer.",
        ),
        step(
            "Im Stadtteil",
            "Betrifft es einen Stadtteil, spricht zuerst der Bezirksrat darüber. In seinen Sitzungen dürfen auch Sie "
            "Fragen stellen.",
        ),
        step(
            "Im Ausschuss",
            "Hier sitzen die Ratsmitglieder, die sich im Thema auskennen. Sie fragen nach, ändern den Text und geben "
            "am "
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
            "Jetzt ist die Verwaltung am Zug. Ändert sich später etwas, gibt es eine neue Drucksache, und der Faden "
            "geht "
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
            "%(name)s",
            "Bevor das Portal öffentlich wird, trägt die betreibende Stelle hier ein, was § 5 des "
            "Digitale-Dienste-Gesetzes "
            "verlangt: Anschrift, vertretungsberechtigte Person, Telefon und E-Mail, Umsatzsteuernummer.",
        ),
        heading("Verantwortlich für die Texte der Redaktion"),
        text(
            "Auch die nach § 18 Abs. 2 des Medienstaatsvertrags verantwortliche Person nennt die betreibende Stelle "
            "hier."
        ),
        heading("Woher die Angaben aus dem Rat stammen"),
        text(
            "Drucksachen, Sitzungen, Ergebnisse und Personen liest das Portal aus den Systemen, die auf der Seite "
            '<a href="/rat/quellen/">Quellen</a> stehen. Dort steht auch, wie frisch sie sind und was fehlt. '
            "Rechtlich verbindlich bleiben allein die unterschriebenen Niederschriften.",
            "Was mit „Beispieldaten“ gekennzeichnet ist, ist erfunden.",
        ),
        heading("Etwas stimmt nicht?"),
        text(
            'Bitte <a href="/rueckmeldung/">sagen Sie uns Bescheid</a>. Wir berichtigen es und zeigen, was '
            "berichtigt ist."
        ),
        heading("Software"),
        text(
            "Das Portal läuft mit Roter Faden, freier Software unter der EUPL 1.2. Jede Stadt darf sie nutzen, "
            "ändern und "
            "weitergeben."
        ),
    ],
)
PRIVACY = Draft(
    "datenschutz",
    "Datenschutz",
    "Was dieses Portal über Sie speichert, und wie Sie es löschen.",
    [
        heading("Wenn Sie nur lesen"),
        text(
            "Wer liest, bekommt kein Cookie, und es entsteht kein Profil. Alles kommt vom eigenen Rechner der Stadt: "
            "keine fremden Schriften, Karten oder Zähler.",
            "Das Portal schreibt auf, welche Seite wann aufgerufen wurde und ob das gelang. Von welcher Adresse aus, "
            "schreibt es nicht auf.",
            "Wählen Sie unten auf der Seite hell oder dunkel, merkt sich das Ihr Browser. Übertragen wird es nicht.",
        ),
        heading("Wenn Sie uns schreiben"),
        text(
            "Aus dem Formular speichern wir, was Sie eintragen: Ihren Text, die Seite und, wenn Sie möchten, Namen und "
            "E-Mail-Adresse. Wir brauchen es, um zu antworten. Rechtsgrundlage ist Art. 6 Abs. 1 Buchst. e DSGVO, bei "
            "Meldungen zur Barrierefreiheit Buchst. c. Ein Jahr, nachdem die Sache erledigt ist, wird es gelöscht.",
            "Das Formular setzt ein Cookie, das verhindert, dass andere in Ihrem Namen etwas abschicken. Es dient zu "
            "nichts anderem.",
        ),
        heading("Wenn Sie mitmachen"),
        text(
            "Als Gast geben Sie Ihre E-Mail-Adresse an und bestätigen sie. Wir speichern die Adresse, was Sie "
            "schreiben "
            "und unterstützen, Ihr Pseudonym oder Ihren Namen, und wozu Sie wann eingewilligt haben. Öffentlich werden "
            "nur der Text, der gewählte Name und der Tag. Was Sie nicht binnen sieben Tagen bestätigen, wird gelöscht.",
            "Mit Konto kommen Ihr Passwort (verschlüsselt), Passkeys und der zweite Faktor dazu. Weisen Sie über einen "
            "Anmeldedienst nach, dass Sie hier wohnen, merken wir uns nur ein Kennzeichen ohne Namen und, wenn ein "
            "Verfahren es verlangt, ob Sie hier wohnen, Stadtbezirk und Altersgruppe.",
            "Damit niemand das Portal mit Einsendungen überflutet, zählen wir mit einem Schlüssel, der täglich "
            "wechselt. "
            "Eine IP-Adresse wird nicht gespeichert; die Zähler sind nach sieben Tagen gelöscht. Ein Cookie hält Ihre "
            "Anmeldung.",
            "Unter „Mein Konto“ sehen Sie alles, laden es herunter, widerrufen Einwilligungen und löschen "
            "alles selbst. "
            "Gäste, die ein Jahr lang nicht da waren, löschen wir. Rechtsgrundlage ist Ihre Einwilligung "
            "(Art. 6 Abs. 1 "
            "Buchst. a DSGVO), bei Nachweisen, die ein Verfahren verlangt, Buchst. e.",
        ),
        heading("Wenn Sie etwas per E-Mail verfolgen"),
        text(
            "Dann speichern wir Ihre Adresse, was Sie verfolgen und was wir Ihnen gemeldet haben. Jede Mail hat einen "
            "Link, der es beendet; Meldungen löschen wir nach einem halben Jahr, alles andere sofort auf Ihren Wunsch.",
        ),
        heading("Wenn Sie in der Verwaltung des Portals arbeiten"),
        text(
            "Dann haben Sie ein Konto mit Name, E-Mail-Adresse und zweitem Faktor, und ein Cookie hält Ihre Anmeldung. "
            "Änderungen werden mit Namen aufgezeichnet, damit nachvollziehbar bleibt, wer was geändert hat."
        ),
        heading("Personen im Rat"),
        text(
            "Von Ratsmitgliedern zeigt das Portal, was die Stadt selbst veröffentlicht: Namen, Ämter, Anträge und, "
            "wo sie "
            "veröffentlicht sind, Abstimmungen. Es fügt nichts hinzu. Nimmt die Quelle etwas zurück, verschwindet es "
            "auch "
            "hier. Rechtsgrundlage ist Art. 6 Abs. 1 Buchst. e DSGVO: Die Arbeit des Rates ist öffentlich."
        ),
        heading("Ihre Rechte"),
        bullets(
            "Auskunft: was wir über Sie gespeichert haben",
            "Berichtigung, wenn etwas falsch ist",
            "Löschung oder Einschränkung, wenn es keinen Grund mehr gibt",
            "Widerspruch aus Gründen Ihrer besonderen Lage",
            "Beschwerde bei der Datenschutzaufsicht Ihres Landes",
        ),
        heading("Verantwortlich"),
        text(
            "%(name)s. Ihre Datenschutzbeauftragten nennt die betreibende Stelle hier, bevor das Portal öffentlich "
            "wird."
        ),
    ],
)
ACCESSIBILITY = Draft(
    "barrierefreiheit",
    "Barrierefreiheit",
    "Dieses Portal soll von allen benutzt werden können. Hier steht, was dafür noch fehlt.",
    [
        heading("Woran wir uns messen"),
        text(
            "An den WCAG 2.2, Stufe AA, und der EN 301 549. Für Niedersachsen gilt § 9b des Niedersächsischen "
            "Behindertengleichstellungsgesetzes, anderswo das Gesetz des Landes. Das Portal ist teilweise vereinbar: "
            "Was "
            "fehlt, steht in der Liste oben."
        ),
        heading("Wenn unsere Antwort nicht hilft"),
        text(
            "Sie bekommen spätestens nach vier Wochen eine Antwort. Hilft sie nicht, wenden Sie sich kostenlos an die "
            "Schlichtungsstelle Ihres Landes. In Niedersachsen ist sie bei der Landesbeauftragten für Menschen mit "
            "Behinderungen eingerichtet."
        ),
    ],
    plain_title="Barrierefreiheit in Leichter Sprache",
    plain=plain.ACCESSIBILITY,
    kind="accessibility",
    method=(
        "Selbst bewertet. Jede Art von Seite wird bei jeder Änderung automatisch geprüft, hell und dunkel, deutsch und "
        "englisch, ab 320 Pixeln Breite, und mit der Tastatur durchlaufen. Eine Prüfung mit Nutzer*innen steht aus."
    ),
)
PLAIN = Draft(
    "leichte-sprache",
    "Leichte Sprache",
    "",
    plain.PORTAL,
    kind="easy",
)
INTERFACES = Draft(
    "schnittstellen",
    "Schnittstellen",
    "Alles, was Sie hier lesen, gibt es auch als Daten: frei, ohne Anmeldung, in offenen Formaten.",
    [
        heading("OParl 1.1"),
        text(
            "Der deutsche Standard für Ratsinformationen. Der Einstieg ist "
            '<a href="/oparl/v1.1/system">/oparl/v1.1/system</a>; von dort führen Links zu allem anderen.',
            "Mit <b>modified_since</b> bekommen Sie nur, was sich geändert hat. Stimmen, Kosten und Klimawirkung "
            "stehen in "
            "Feldern, die mit <b>roterfaden:</b> beginnen. Ob der Zugang den Standard einhält, prüfen wir selbst und "
            '<a href="/rat/quellen/pruefbericht">veröffentlichen den Bericht</a>.',
        ),
        heading("API"),
        text(
            "Eine JSON-Schnittstelle mit denselben Filtern wie auf den Seiten ist "
            '<a href="/schnittstellen/#ref-api">weiter unten</a> beschrieben (OpenAPI 3.1).'
        ),
        heading("Feeds, Kalender, Tabellen"),
        bullets(
            "Atom: jede Auswahl von Drucksachen, jede einzelne Drucksache und alle stillen Änderungen",
            "iCal: alle Sitzungen, die eines Gremiums oder eine einzelne",
            "CSV und JSON: jede Auswahl von Drucksachen",
        ),
        text("Die Links stehen jeweils unter der Liste."),
        heading("Was wir uns wünschen"),
        text(
            "Sagen Sie im User-Agent, wer Sie sind und wie man Sie erreicht. Fragen Sie bedingt (ETag, Last-Modified). "
            "Nennen Sie die Quelle. Mehr Regeln gibt es nicht."
        ),
    ],
)
NEWS = Draft("aktuelles", "Aktuelles", "Was es im Portal Neues gibt.", kind="news", footer=False)
PAGES = (NEWS, IMPRINT, PRIVACY, ACCESSIBILITY, PLAIN, INTERFACES)

GAPS: tuple[dict[str, Any], ...] = (
    {
        "area": "Dateien aus dem Rat",
        "area_en": "Files from the council",
        "what": "PDF-Dateien kommen unverändert aus dem Ratsinformationssystem. Viele haben keine Struktur, manche "
        "bestehen aus Bildern.",
        "what_en": "PDF files come unchanged from the council information system. Many have no structure, some are "
        "made of pictures.",
        "instead": "Der ausgelesene Text steht, wo das gelingt, auf der Seite der Datei.",
        "instead_en": "Where it can be read, the text stands on the file's own page.",
        "criterion": "WCAG 1.1.1, 1.3.1",
        "since": date(2026, 11, 22),
    },
    {
        "area": "Texte aus dem Rat",
        "area_en": "Texts from the council",
        "what": "Titel und Texte der Drucksachen sind in Amtssprache geschrieben und nur auf Deutsch vorhanden.",
        "what_en": "Titles and texts of council papers are written in official language, and in German only.",
        "instead": "Weg, Ergebnis und Kosten stehen daneben in einfachen Worten.",
        "instead_en": "Their way, result and cost stand beside them in plain words.",
        "criterion": "WCAG 3.1.5 (AAA)",
        "since": date(2026, 11, 22),
    },
    {
        "area": "Gebärdensprache",
        "area_en": "Sign language",
        "what": "Eine Erklärung des Portals in Deutscher Gebärdensprache fehlt.",
        "what_en": "There is no introduction to the portal in German Sign Language.",
        "instead": "Die Seite „Leichte Sprache“ erklärt das Portal in kurzen Sätzen.",
        "instead_en": "The page “Easy language” explains the portal in short sentences.",
        "criterion": "BITV 2.0 § 4",
        "since": date(2026, 11, 22),
    },
)
