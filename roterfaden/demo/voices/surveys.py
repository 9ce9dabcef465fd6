"""The questions of the demonstration's survey and quick poll."""

from __future__ import annotations

from roterfaden.accounts.models import User
from roterfaden.participation.models import Process
from roterfaden.participation.modules.survey.actions import editing
from roterfaden.participation.modules.survey.drafts import QuestionDraft, Wording

YES_NO = (Wording("ja", "yes"), Wording("nein", "no"))
POLL = QuestionDraft(
    "choice",
    "An welchem Abend soll das Bürgeramt bis 20 Uhr öffnen?",
    "On which evening should the citizens' office stay open until 8 pm?",
    required=True,
    options=(
        Wording("Montag", "Monday"),
        Wording("Dienstag", "Tuesday"),
        Wording("Mittwoch", "Wednesday"),
        Wording("Donnerstag", "Thursday"),
        Wording("lieber am Samstagvormittag", "rather on Saturday morning"),
    ),
)
LIBRARY = (
    QuestionDraft(
        "choice",
        "Wie oft sind Sie in einer Stadtteilbibliothek?",
        "How often do you visit a local library?",
        required=True,
        options=(
            Wording("jede Woche", "every week"),
            Wording("jeden Monat", "every month"),
            Wording("seltener", "less often"),
            Wording("nie", "never"),
        ),
    ),
    QuestionDraft(
        "several",
        "Was tun Sie dort?",
        "What do you do there?",
        options=(
            Wording("ausleihen und zurückgeben", "borrow and return"),
            Wording("lesen, lernen, arbeiten", "read, study, work"),
            Wording("Veranstaltungen besuchen", "go to events"),
            Wording("mit Kindern kommen", "come with children"),
            Wording("einfach dort sein", "just be there"),
        ),
    ),
    QuestionDraft(
        "scale",
        "Wie zufrieden sind Sie mit den Öffnungszeiten?",
        "How satisfied are you with the opening hours?",
        least=1,
        most=5,
        low="gar nicht",
        low_en="not at all",
        high="sehr",
        high_en="very",
    ),
    QuestionDraft(
        "matrix",
        "Was brauchen Sie dort?",
        "What do you need there?",
        options=(Wording("wichtig", "important"), Wording("nett", "nice"), Wording("unnötig", "unnecessary")),
        rows=(
            Wording("ruhige Plätze", "quiet places"),
            Wording("WLAN und Strom", "wifi and power"),
            Wording("Werkzeug und Dinge zum Leihen", "tools and things to borrow"),
        ),
    ),
    QuestionDraft(
        "ranking",
        "Was soll zuerst kommen?",
        "What should come first?",
        options=(
            Wording("länger öffnen", "longer hours"),
            Wording("mehr Medien", "more media"),
            Wording("mehr Veranstaltungen", "more events"),
        ),
    ),
    QuestionDraft("district", "In welchem Stadtbezirk liegt Ihre Bibliothek?", "In which district is your library?"),
    QuestionDraft("text", "Was fehlt Ihnen?", "What do you miss?"),
)


def fill_survey(user: User, process: Process) -> None:
    """Give the first phase of the process its questions."""
    phase = process.phases.filter(module__in=("survey", "poll")).first()
    if phase is None:
        return
    survey = editing.create(user, phase)
    for draft in (POLL,) if phase.module == "poll" else LIBRARY:
        editing.save_question(user, survey, draft)
