"""The demonstration's threads, made by an editor's actions: the true one, and three invented ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from roterfaden.accounts.models import User
from roterfaden.council.models import Paper
from roterfaden.demo.agenda.content import slug, texts
from roterfaden.kit.things import Ref
from roterfaden.places.models import District
from roterfaden.strategy.models import Indicator, Measure, Plan
from roterfaden.threads.actions.lives import publish
from roterfaden.threads.actions.stations import add_station
from roterfaden.threads.actions.threads import create
from roterfaden.threads.drafts import StationDraft, ThreadDraft
from roterfaden.threads.models import Thread, Topic

EDITOR = "faden-redaktion"
#: Where Hannover's papers stand; the demonstration does not hold them.
PAPERS = "https://e-government.hannover-stadt.de/lhhsimwebre.nsf/DS/{}"
FIELD = "Stadtverwaltung 2030"


def fill_threads(today: date) -> None:
    """Write the threads; those that are there stay."""
    editor = User.objects.get(username=EDITOR)
    known = set(Thread.objects.values_list("slug", flat=True))
    for row in texts("thread")["sample"]:
        if row["slug"] not in known:
            _invented(editor, row, min(today, date.today()))
    if texts("thread")["thread"]["slug"] not in known:
        _true(editor)


def _true(editor: User) -> None:
    row = texts("thread")["thread"]
    draft = ThreadDraft(
        title=row["title"],
        title_en=row["title_en"],
        summary=row["summary"],
        summary_en=row["summary_en"],
        next_step=row["next_step"],
        next_step_en=row["next_step_en"],
        next_step_on=date.fromisoformat(row["next_date"]),
        topics=frozenset([_topic(row["topic"], "Digitisation").pk]),
    )
    thread = create(editor, draft, row["slug"])
    for station in texts("thread")["station"]:
        add_station(editor, thread, _station(station))
    publish(editor, thread)


def _station(row: dict[str, Any]) -> StationDraft:
    plan = Plan.objects.filter(slug=row["plan"]).first() if "plan" in row else None
    paper = row.get("paper", "")
    label = f"Drucksache {paper}" if paper else row.get("publisher", "")
    return StationDraft(
        stage=row["stage"],
        start=date.fromisoformat(row["start"]),
        end=date.fromisoformat(row["end"]) if "end" in row else None,
        precision=row["precision"],
        heading=row["heading"],
        heading_en=row["heading_en"],
        sentence=row["sentence"],
        sentence_en=row["sentence_en"],
        relation=row["relation"],
        ref=Ref("plan", str(plan.pk)) if plan else None,
        source_url=PAPERS.format(paper.replace("/", "-")) if paper else "",
        source_label=f"{label}, {row['quoted']}" if "quoted" in row else label,
    )


def _invented(editor: User, row: dict[str, Any], today: date) -> None:
    paper = _paper(row["paper"])
    measure = Measure.objects.filter(slug=slug(row["measure"])).first()
    indicator = Indicator.objects.filter(slug=slug(row["indicator"])).first()
    districts = District.objects.filter(paper_places__paper=paper) if paper else District.objects.none()
    draft = ThreadDraft(
        title=row["title"],
        title_en=row["title_en"],
        summary=row["summary"],
        summary_en=row["summary_en"],
        responsible=row["responsible"],
        sample_data=True,
        topics=frozenset([_topic(row["topic"], row["topic_en"]).pk]),
        districts=frozenset(districts.values_list("pk", flat=True)[:3]),
    )
    thread = create(editor, draft, row["slug"])
    decided = (paper.decided_on if paper else None) or today - timedelta(days=150)
    promise, about, overdue = row["promise"]
    due = today - timedelta(days=overdue)
    stations = [
        StationDraft("idea", decided - timedelta(days=640), row["idea"][0], sentence=row["idea"][1]),
        StationDraft(
            "participation", decided - timedelta(days=430), row["participation"][0], sentence=row["participation"][1]
        ),
        StationDraft("implementation", due, promise, sentence=about, due=due),
    ]
    if paper:
        stations.append(_thing("decision", decided, "Beschlossen", paper.name, ("paper", paper.pk), "decided_in"))
    if measure and measure.starts_on:
        start = max(measure.starts_on, decided + timedelta(days=20))
        stations.append(
            _thing("implementation", start, measure.title, measure.what, ("measure", measure.pk), "implements")
        )
    if indicator:
        day = today - timedelta(days=9)
        sentence = "Ob es wirkt, zeigt eine Zahl, die jedes Jahr neu erhoben wird."
        stations.append(_thing("effect", day, indicator.title, sentence, ("indicator", indicator.pk), "measured_by"))
    for station in stations:
        add_station(editor, thread, station)
    publish(editor, thread)


def _thing(stage: str, day: date, heading: str, sentence: str, thing: tuple[str, int], relation: str) -> StationDraft:
    kind, key = thing
    return StationDraft(stage, day, heading[:200], sentence=sentence, ref=Ref(kind, str(key)), relation=relation)


def _paper(words: str) -> Paper | None:
    """One that was adopted: what was not decided is not told as a decision."""
    found = Paper.objects.visible_to(None).filter(source__sample_data=True, name__startswith=words, outcome="adopted")
    paper: Paper | None = found.filter(decided_on__isnull=False).order_by("decided_on", "pk").first()
    return paper


def _topic(title: str, english: str) -> Topic:
    return Topic.objects.get_or_create(slug=slug(title), defaults={"title": title, "title_en": english})[0]
