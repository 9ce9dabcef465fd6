"""Fills the demonstration's participation, through the actions that the office uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from roterfaden.accounts.models import Person, User
from roterfaden.contributions.actions import support
from roterfaden.contributions.actions.bulk import Said, publish_many
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Contribution
from roterfaden.demo.voices import content, methods
from roterfaden.demo.voices.answers import answer
from roterfaden.demo.voices.census import fill_census, residents
from roterfaden.demo.voices.effects import carry_out
from roterfaden.demo.voices.moderation import fill_moderation
from roterfaden.demo.voices.surveys import fill_survey
from roterfaden.kit.dates import BERLIN
from roterfaden.participation.actions.lives import close, publish
from roterfaden.participation.actions.processes import create
from roterfaden.participation.drafts import PhaseDraft, ProcessDraft
from roterfaden.participation.formats import format_of, phase_drafts, process_draft
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.actions.steps import become_station, set_status
from roterfaden.participation.modules.ideas.models import Idea, Rating, Status
from roterfaden.participation.modules.ideas.settings import KEY as IDEAS
from roterfaden.places.models import District
from roterfaden.threads.actions import add_station
from roterfaden.threads.drafts import StationDraft
from roterfaden.threads.models import Thread

OFFICE = "beteiligungsbuero"
#: Ideas of each process that collects them, comments on an idea, and supports of one, at most.
IDEAS_EACH, COMMENTS_EACH, SUPPORTS_EACH = 115, 8, 44
COMMENTS_OF_DEBATE = 150
Chance = partial(Random)


def fill_voices(today: date) -> None:
    """Write people and processes; those that are there stay."""
    user = User.objects.get(username="admin")
    people = _people()
    fill_census()
    for row in content.texts("processes")["process"]:
        if format_of(row["format"]) and not Process.objects.filter(slug=row["slug"]).exists():
            with transaction.atomic():
                process = _process(user, row, today)
            _talk(Stage(user, process, row, people, today))
            _end(user, process, row)
    fill_moderation()


def _people() -> list[Person]:
    """Without addresses: nobody is written to."""
    known = set(Person.objects.filter(address=None, user=None).values_list("pseudonym", flat=True))
    missing = [Person(pseudonym=name, **where) for name, where in residents() if name not in known]
    Person.objects.bulk_create(missing)
    return list(Person.objects.filter(pseudonym__in=content.pseudonyms(), address=None).order_by("pk"))


def _process(user: User, row: dict[str, Any], today: date) -> Process:
    chosen = format_of(row["format"])
    assert chosen is not None
    districts = District.objects.filter(name__in=row["districts"]).values_list("pk", flat=True)
    named = {name: value for name, value in row.items() if name in ProcessDraft.__dataclass_fields__}
    values = vars(process_draft(chosen)) | named | {"districts": frozenset(districts), "sample_data": True}
    process = create(user, ProcessDraft(**values), _phases(chosen, row, today), chosen.key, row["slug"])
    return publish(user, process)


def _phases(chosen: Any, row: dict[str, Any], today: date) -> list[PhaseDraft]:
    """The format's phases on the days that the text names; ideas get the categories of their texts."""
    end = row.get("middle", row["ends"])
    rows = phase_drafts(chosen, _moment(today, row["begins"], 8), _moment(today, end, 20))
    names = list(content.texts("ideas").get(row["slug"], {}))
    categories = [[key_of(name), name] for name in names]
    if row["format"] == "questions":
        rows.append(PhaseDraft(name="Abend im Rathaus", name_en="Evening at the town hall", module="events"))
    return [
        PhaseDraft(**{**vars(phase), "settings": {**phase.settings, "categories": categories}})
        if phase.module == IDEAS
        else phase
        for phase in rows
    ]


def key_of(category: str) -> str:
    """A category's key."""
    return category.casefold().replace("ä", "ae").replace("ü", "ue")


def _moment(today: date, days: int, hour: int) -> datetime:
    return datetime.combine(today + timedelta(days=days), time(hour), BERLIN)


@dataclass(frozen=True)
class Stage:
    """Where people talk: a process, who enters it, and who there is."""

    user: User
    process: Process
    row: dict[str, Any]
    people: Sequence[Person]
    today: date

    @property
    def end(self) -> datetime:
        """Nothing is said later than this: the end of the first phase, or now."""
        return min(_moment(self.today, self.row.get("middle", self.row["ends"]), 20), timezone.now())

    def moments(self, chance: Random, since: datetime | None = None) -> datetime:
        """A moment between the beginning (or another moment) and the end."""
        start = since or _moment(self.today, self.row["begins"], 8)
        return start + (self.end - start) * chance.random()


def _end(user: User, process: Process, row: dict[str, Any]) -> None:
    """Stations in its thread, and the result where it is over."""
    thread = Thread.objects.visible_to().filter(slug=row.get("thread", ""), sample_data=True).first()
    if thread is not None:
        first = process.phases.exclude(start=None).first()
        start = timezone.localdate(first.start if first else timezone.now())
        station = StationDraft("participation", start, process.title, ref=process.ref, relation="inspired")
        add_station(user, thread, station)
    if row.get("result"):
        carry_out(user, process)
        process.refresh_from_db()
        close(user, process, row["result"], row["result_en"])


def _talk(stage: Stage) -> None:
    if stage.row["format"] in ("survey", "poll"):
        fill_survey(stage.user, stage.process)
    if stage.row["slug"] in content.texts("ideas"):
        _ideas(stage)
    elif stage.row["format"] == "debate":
        _debate(stage)
    elif stage.row["format"] == "questions":
        _questions(stage)
    elif stage.row["format"] in ("draft", "strategy"):
        methods.fill_draft(stage.user, stage.process, list(stage.people), Random(stage.row["slug"]))  # noqa: S311


def _ideas(stage: Stage) -> None:
    """Ideas, comments on them, replies to those."""
    chance = Random(stage.row["slug"])  # noqa: S311 – the same city every time
    texts = content.ideas(stage.row["slug"], IDEAS_EACH)
    said = [_said(stage, text, chance) for text in texts]
    rows = publish_many(stage.user, sorted(said, key=lambda one: one.at))
    by_title = {text.title: text for text in texts}
    districts = {district.number: district for district in District.objects.all()}
    Idea.objects.bulk_create([_idea(stage, row, by_title[row.title], districts, chance) for row in rows])
    _answer(stage, rows, chance)
    _rate(stage, rows, chance)
    comments = publish_many(stage.user, sorted(_comments(stage, rows, chance), key=_by_thing))
    publish_many(stage.user, sorted(_replies(stage, comments, chance), key=_by_thing))


#: What the administration says of an idea, by the kind of its answer.
STATUS = {"yes": Status.ACCEPTED, "partly": Status.PARTLY, "no": Status.DECLINED}


def _answer(stage: Stage, rows: Sequence[Contribution], chance: Random) -> None:
    """Answers and what they say in one word; two of the accepted ideas become a station of the process' thread."""
    done = answer(stage.user, stage.process, rows, chance, over="result" in stage.row)
    for row, kind in done:
        set_status(stage.user, row, STATUS[kind])
    thread = Thread.objects.visible_to().filter(slug=stage.row.get("thread", ""), sample_data=True).first()
    if thread is not None:
        sentence = "Aus diesen Ideen wird ein Auftrag an das Fachamt."
        become_station(stage.user, thread, [row for row, kind in done if kind == "yes"][:2], sentence)


def _rate(stage: Stage, rows: Sequence[Contribution], chance: Random) -> None:
    """Where ideas are rated, a third of the people have rated some of them."""
    phase = stage.process.phases.filter(module="rating").first()
    if phase is None or phase.start is None or phase.start > timezone.now():
        return
    Rating.objects.bulk_create(
        [
            Rating(phase=phase, idea_id=row.pk, person=person, value=chance.choice((1, 2, 3, 3, 4, 4, 5, 5)))
            for person in chance.sample(list(stage.people), len(stage.people) // 3)
            for row in chance.sample(list(rows), min(12, len(rows)))
        ],
        batch_size=2_000,
    )


def _said(stage: Stage, text: content.IdeaText, chance: Random) -> Said:
    """An idea; with enough supports an answer is promised."""
    words = Words("idea", stage.process.ref, stage.process.ref, text.text, text.title, sample=True)
    supporters = _some(chance, stage.people)
    promised = stage.process.answer_days if len(supporters) >= stage.process.answer_from else None
    return Said(words, chance.choice(stage.people), stage.moments(chance), supporters, promised)


def _by_thing(one: Said) -> tuple[int, datetime]:
    """What belongs together is counted together."""
    return int(one.words.on.key), one.at


def _some(chance: Random, people: Sequence[Person]) -> list[Person]:
    """A few supporters, seldom many."""
    return chance.sample(people, int(SUPPORTS_EACH * chance.random() ** 3))


def _idea(
    stage: Stage, row: Contribution, text: content.IdeaText, districts: dict[int, District], chance: Random
) -> Idea:
    district = districts.get(text.district)
    return Idea(
        contribution=row,
        process=stage.process,
        category=key_of(text.category),
        place=text.street,
        district=district,
    )


def _comments(stage: Stage, rows: Sequence[Contribution], chance: Random) -> Iterator[Said]:
    for row in rows:
        for _number in range(int(COMMENTS_EACH * chance.random() ** 0.7)):
            words = Words("comment", row.ref, stage.process.ref, content.comment(chance), sample=True)
            yield Said(words, chance.choice(stage.people), stage.moments(chance, row.published_at))


def _replies(stage: Stage, rows: Sequence[Contribution], chance: Random) -> Iterator[Said]:
    for row in rows:
        for _number in range(chance.choice((0, 0, 1, 1, 2))):
            words = Words("comment", row.on, row.area, content.reply(chance), parent=row, sample=True)
            yield Said(words, chance.choice(stage.people), stage.moments(chance, row.published_at))


def _debate(stage: Stage) -> None:
    """Theses, what is said for and against them, replies."""
    chance = Random(stage.row["slug"])  # noqa: S311
    theses = methods.fill_theses(stage.user, stage.process)
    said = []
    for number in range(COMMENTS_OF_DEBATE):
        author, at, some = chance.choice(stage.people), stage.moments(chance), _some(chance, stage.people)
        said.append(methods.argument(chance, theses[number % len(theses)], stage.process.ref, author, at, some[:12]))
    rows = publish_many(stage.user, sorted(said, key=_by_thing))
    publish_many(stage.user, sorted(_replies(stage, rows, chance), key=_by_thing))


def _questions(stage: Stage) -> None:
    chance = Random(stage.row["slug"])  # noqa: S311
    people = list(stage.people)
    for row in methods.fill_questions(stage.process, people, chance):
        for person in _some(chance, people)[:20]:
            support(person, row)
    days = stage.row["ends"] - 1
    methods.fill_event(stage.user, stage.process, _moment(stage.today, days, 18), _moment(stage.today, days, 20))
