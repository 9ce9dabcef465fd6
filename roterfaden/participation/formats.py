"""Ten ready formats: each makes a process with its phases, good texts to start from, and settings of its methods.

Texts are content, not the portal's own words: they are German with English beside, and the office changes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from roterfaden.kit.dates import BERLIN
from roterfaden.participation import moments
from roterfaden.participation.drafts import PhaseDraft, ProcessDraft
from roterfaden.participation.models import Influence
from roterfaden.participation.modules import modules

RULES = (
    "Bleiben Sie freundlich und bei der Sache.\n"
    "Schreiben Sie nichts über andere, was diese nicht öffentlich lesen möchten.\n"
    "Beiträge, die Menschen herabsetzen oder werben, werden ausgeblendet. Wer betroffen ist, erfährt den Grund und "
    "kann widersprechen.",
    "Be kind and keep to the subject.\n"
    "Do not write anything about others that they would not want to read in public.\n"
    "Contributions that degrade people or advertise are hidden. Whoever is affected is told why and can object.",
)


@dataclass(frozen=True)
class PhasePlan:
    """A phase of a format. `days`: how long it lasts unless said otherwise; None: open, without an end.

    Those with days follow each other; the others wait for their dates.
    """

    name: tuple[str, str]
    module: str = ""
    text: tuple[str, str] = ("", "")
    days: int | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


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


@dataclass(frozen=True)
class Format:
    """A ready format: when to choose it, an example of a good question, and what it makes."""

    key: str
    label: StrOrPromise
    purpose: StrOrPromise
    example: StrOrPromise
    phases: tuple[PhasePlan, ...]
    influence: str = Influence.CONSULT
    #: What happens with the results (German, English).
    then: tuple[str, str] = ("", "")
    answer_days: int | None = 14
    answer_from: int = 0

    @property
    def needs(self) -> frozenset[str]:
        """The methods without which it cannot be offered."""
        return frozenset(phase.module for phase in self.phases if phase.module)

    @property
    def is_there(self) -> bool:
        """Whether all its methods exist on this portal."""
        return all(key in modules for key in self.needs)

    @property
    def days(self) -> int:
        """How long its first phase lasts unless the office says otherwise."""
        return self.phases[0].days or 28


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


def offered() -> list[Format]:
    """The formats whose methods exist here."""
    return [one for one in FORMATS if one.is_there]


def format_of(key: str) -> Format | None:
    """The format of that name, if it can be offered."""
    return next((one for one in offered() if one.key == key), None)


def process_draft(chosen: Format, title: str = "") -> ProcessDraft:
    """What the format says of a process by itself."""
    return ProcessDraft(
        title,
        purpose=chosen.then[0],
        purpose_en=chosen.then[1],
        influence=chosen.influence,
        rules=RULES[0],
        rules_en=RULES[1],
        answer_days=chosen.answer_days,
        answer_from=chosen.answer_from,
    )


def phase_drafts(chosen: Format, start: datetime, end: datetime) -> list[PhaseDraft]:
    """The phases: the first one with the dates that were typed, those with a length one after the other behind it."""
    rows, at = [], start
    for place, plan in enumerate(chosen.phases):
        until = end if place == 0 else _later(at, plan.days) if plan.days else None
        dated = place == 0 or plan.days is not None
        rows.append(_phase(plan, place, at if dated else None, until))
        at = until or at
    return rows


def _later(moment: datetime, days: int) -> datetime:
    """So many days later at the same hour of Berlin's clock, whether it was changed in between or not."""
    local = moment.astimezone(BERLIN)
    return moments.berlin(local.date() + timedelta(days=days), local.time())


def _phase(plan: PhasePlan, place: int, start: datetime | None, end: datetime | None) -> PhaseDraft:
    return PhaseDraft(
        plan.name[0],
        plan.module,
        plan.name[1],
        plan.text[0],
        plan.text[1],
        start,
        end,
        place,
        dict(plan.settings),
    )
