"""The ten formats.

Texts are content, not the portal's own words: they are German with English beside, and the office changes them.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roterfaden.participation.formats.shapes import Format, PhasePlan
from roterfaden.participation.models import Influence

CHECK = PhasePlan(
    ("Prüfen und antworten", "Checking and answering"),
    text=(
        "Die Verwaltung prüft, was eingegangen ist, und antwortet öffentlich, mit Gründen.",
        "The administration checks what came in and answers in public, with reasons.",
    ),
    days=42,
)
DECIDE = PhasePlan(
    ("Beratung", "Council"),
    text=("Die Ergebnisse gehen in die Beratung.", "The results go to the council."),
)
LOOK_BACK = PhasePlan(
    ("Rückblick", "Looking back"),
    text=("Wir sagen, was daraus geworden ist.", "We say what became of it."),
)


def _ideas(with_map: bool) -> PhasePlan:
    settings = {"place": "must" if with_map else "may", "map": with_map}
    return PhasePlan(
        ("Ideen sammeln", "Collecting ideas"),
        "ideas",
        (
            "Ein Satz genügt. Unterstützen Sie, was andere schon geschrieben haben.",
            "One sentence is enough. Support what others have written already.",
        ),
        28,
        settings,
    )


RATE = PhasePlan(
    ("Ideen bewerten", "Rating ideas"),
    "rating",
    ("Sagen Sie, welche Ideen Ihnen am wichtigsten sind.", "Say which ideas matter most to you."),
    21,
)
IDEAS_THEN = (
    "Jede Idee, die genug Menschen unterstützen, wird geprüft und öffentlich beantwortet. Wer sie geschrieben hat, "
    "hört von jedem Schritt.",
    "Every idea that enough people support is checked and answered in public. Its author hears of each step.",
)
ASK = PhasePlan(
    ("Umfrage", "Survey"),
    "survey",
    ("Ihre Antworten bleiben vertraulich.", "Your answers stay confidential."),
    21,
)

FORMATS: tuple[Format, ...] = (
    Format(
        "ideas",
        _("Ideensammlung"),
        _("Sie wissen, dass sich etwas ändern soll, und suchen Vorschläge."),
        _("Wie wird unser Schulhof im Sommer kühler?"),
        (_ideas(False), CHECK, LOOK_BACK),
        then=IDEAS_THEN,
        answer_from=10,
    ),
    Format(
        "ideas-map",
        _("Ideensammlung auf der Karte"),
        _("Vorschläge gehören an einen Ort: Bänke, Bäume, Übergänge."),
        _("Wo fehlen Bäume, Bänke und Trinkbrunnen?"),
        (_ideas(True), CHECK, LOOK_BACK),
        then=IDEAS_THEN,
        answer_from=10,
    ),
    Format(
        "debate",
        _("Debatte"),
        _("Eine Frage hat gute Gründe auf mehreren Seiten, und Sie möchten sie hören."),
        _("Soll die Innenstadt sonntags autofrei sein?"),
        (
            PhasePlan(
                ("Debatte", "Debate"),
                "debate",
                ("Sagen Sie, was dafür und was dagegen spricht.", "Say what speaks for it and what against."),
                28,
                {"stance": True},
            ),
            CHECK,
        ),
        then=(
            "Die Verwaltung fasst die Gründe zusammen und sagt, was daraus folgt.",
            "The administration sums up the reasons and says what follows from them.",
        ),
        answer_days=None,
    ),
    Format(
        "survey",
        _("Umfrage"),
        _("Sie möchten von vielen wissen, wie es ihnen geht oder was sie brauchen."),
        _("Wie kommen Sie durch die Stadt?"),
        (ASK, LOOK_BACK),
        then=(
            "Die Ergebnisse stehen nach dem Ende hier, als Schaubild und als Tabelle.",
            "The results stand here after the end, as charts and as tables.",
        ),
        answer_days=None,
    ),
    Format(
        "poll",
        _("Kurzumfrage"),
        _("Eine einzige Frage, in einer Minute beantwortet."),
        _("Welchen Namen soll der neue Platz tragen?"),
        (PhasePlan(("Abstimmen", "Voting"), "poll", days=14),),
        then=(
            "Das Ergebnis steht nach dem Ende hier; es ist ein Stimmungsbild.",
            "The result stands here after the end; it is a picture of the mood.",
        ),
        answer_days=None,
    ),
    Format(
        "draft",
        _("Kommentare zu einem Entwurf"),
        _("Ein Text liegt vor, und andere sollen ihn besser machen: Absatz für Absatz."),
        _("Was fehlt im Entwurf der Grünsatzung?"),
        (
            PhasePlan(
                ("Entwurf kommentieren", "Commenting on the draft"),
                "draft",
                (
                    "Kommentieren Sie einzelne Absätze, oder schlagen Sie einen besseren Wortlaut vor.",
                    "Comment on single paragraphs, or suggest better words.",
                ),
                28,
            ),
            CHECK,
            DECIDE,
        ),
        Influence.COCREATE,
        (
            "Jeder Vorschlag wird übernommen, angepasst oder mit Gründen abgelehnt; die neue Fassung zeigt, was sich "
            "geändert hat.",
            "Every suggestion is taken over, adapted, or declined with reasons; the new version shows what changed.",
        ),
        21,
    ),
    Format(
        "ideas-rating",
        _("Ideen, dann Bewertung"),
        _("Erst sammeln, dann gemeinsam gewichten, was zuerst kommt."),
        _("Was soll im Stadtteilzentrum zuerst entstehen?"),
        (_ideas(False), CHECK, RATE, DECIDE),
        Influence.COCREATE,
        IDEAS_THEN,
        answer_from=10,
    ),
    Format(
        "map-rating",
        _("Ideen auf der Karte, dann Bewertung"),
        _("Wie zuvor, und jede Idee hat ihren Ort."),
        _("Wo soll die Stadt zuerst für sichere Wege sorgen?"),
        (_ideas(True), CHECK, RATE, DECIDE),
        Influence.COCREATE,
        IDEAS_THEN,
        answer_from=10,
    ),
    Format(
        "strategy",
        _("Konsultation einer Strategie"),
        _("Ein ganzer Plan mit Zielen und Maßnahmen: kommentieren, dazu eine Umfrage, was am wichtigsten ist."),
        _("Ist das die richtige Digitale Agenda?"),
        (
            PhasePlan(
                ("Plan kommentieren", "Commenting on the plan"),
                "draft",
                (
                    "Lesen Sie den Plan Absatz für Absatz, und sagen Sie, was fehlt.",
                    "Read the plan paragraph by paragraph, and say what is missing.",
                ),
                42,
            ),
            ASK,
            CHECK,
            DECIDE,
            LOOK_BACK,
        ),
        Influence.COCREATE,
        (
            "Die überarbeitete Fassung geht in den Rat; zu jedem Vorschlag steht, was daraus wurde.",
            "The revised version goes to the council; each suggestion says what became of it.",
        ),
        28,
    ),
    Format(
        "questions",
        _("Fragestunde"),
        _("Jemand steht Rede und Antwort: vorher fragen, unterstützen, dann live beantworten."),
        _("Was möchten Sie die Bezirksbürgermeisterin fragen?"),
        (
            PhasePlan(
                ("Fragen stellen", "Asking questions"),
                "questions",
                (
                    "Stellen Sie Ihre Frage, und unterstützen Sie, was auch Sie wissen möchten.",
                    "Ask your question, and support what you would like to know, too.",
                ),
                14,
            ),
        ),
        Influence.INFORM,
        (
            "Die Fragen mit den meisten Unterstützungen werden zuerst beantwortet; alle Antworten stehen danach hier.",
            "The questions with most supports are answered first; all answers stand here afterwards.",
        ),
        14,
    ),
)
