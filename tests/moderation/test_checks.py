"""Checks hold back, never delete; the author is told why, and each hit names its rule and version."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from roterfaden.accounts.models import Person
from roterfaden.contributions.actions import submit
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Channel, Contribution, State
from roterfaden.contributions.registry import notes_of
from roterfaden.moderation import actions
from roterfaden.moderation.checks import checks
from roterfaden.moderation.checks.folding import holds, phrase, tokens
from roterfaden.moderation.kinds import FoundBy
from roterfaden.moderation.listening import open_missing
from roterfaden.moderation.models import Case, Hit
from roterfaden.notices.models import PersonalMail
from tests.contributions.factories import make_contribution, make_person
from tests.moderation.factories import PAPER, make_moderator

pytestmark = pytest.mark.django_db
LONG = "Am Ufer der Ihme fehlen seit Jahren Bänke mit Lehne, auf denen Ältere im Schatten ausruhen können."


def old_hand() -> Person:
    """Somebody who has been here for long."""
    return make_person("boris", created_at=timezone.now() - timedelta(days=400))


def say(text: str, person: Person | None = None, **values: object) -> Contribution:
    return submit(person or old_hand(), Words("comment", PAPER, PAPER, text, **values))  # type: ignore[arg-type]


def hits(contribution: Contribution) -> list[str]:
    return list(Hit.objects.filter(target_key=str(contribution.pk)).values_list("rule", flat=True))


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        "Ja, genau!",
        "Drucksache 0123/2024 und 15-0815/2023 N1 lesen.",
        "Am 01.02.2024, 18 Uhr, 30169 Hannover.",
        "Siehe https://www.hannover.de/ratsinfo",
        "Das kostet 0,5 Mio. Euro oder 1.250.000 Euro.",
        "EIN WORT",
    ],
)
def test_plain_words_are_public_at_once(text: str) -> None:
    contribution = say(text)
    assert (contribution.state, hits(contribution)) == (State.PUBLIC, [])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Kauft hier: https://a.example https://b.example https://c.example", "links"),
        ("Seht www.a.example, www.a.example/2, www.a.example/3, www.a.example/4", "links"),
        ("Ruft doch Herrn Quengel an: 0511 123 45 67", "contacts"),
        ("Ruft ihn an: +49 (0)511/1234567", "contacts"),
        ("Schreibt an quengel@example.net", "contacts"),
        ("WARUM HÖRT UNS DENN NIEMAND ZU IN DIESER STADT", "shouting"),
    ],
)
def test_what_is_found_waits_and_says_why(text: str, rule: str) -> None:
    contribution = say(text)
    assert (contribution.state, hits(contribution)) == (State.HELD, [rule])
    hit = Hit.objects.get()
    assert hit.version == checks[rule].version
    assert str(checks[rule].reason) in notes_of([contribution])[contribution.pk].sentence
    case = Case.objects.get()
    assert (case.cause, case.is_open) == (FoundBy.CHECK, True)
    assert PersonalMail.objects.get(person=contribution.author).kind == "moderation.waits"
    assert contribution.text == text, "held back, not changed"


def test_ones_own_address_is_no_address_of_others() -> None:
    person = old_hand()
    assert say(f"Schreibt mir: {person.address}", person).is_public


def test_a_link_of_somebody_new_waits_and_one_of_an_old_hand_does_not() -> None:
    assert say("Mehr dazu: https://verein.example/ihme").is_public
    assert hits(say("Näheres hier: https://verein.example/ihme", make_person())) == ["links"]


def test_a_flood_on_the_first_day_waits() -> None:
    person = make_person()
    states = [say(f"{number}. {LONG[number * 3 :]} Und noch {'etwas ' * number}", person).state for number in range(8)]
    assert states[0] == State.PUBLIC
    assert "newcomers" in hits(Contribution.objects.order_by("-pk")[0])


def test_the_same_text_again_waits_also_nearly_and_also_from_others() -> None:
    assert say(LONG).is_public
    assert hits(say(LONG.upper().lower())) == ["repeats"]
    assert hits(say(LONG.replace("seit Jahren", "schon lange"))) == ["repeats"]
    other = "Am Ufer der Leine fehlen Mülleimer, deshalb liegt nach jedem Wochenende Abfall auf der Wiese am Wehr."
    assert say(other).is_public


def test_short_agreement_is_no_copy() -> None:
    assert say("Dem stimme ich zu.").is_public
    assert say("Dem stimme ich zu.").is_public


@pytest.mark.parametrize(
    "text", ["Du TROTTEL!", "so ein Tr0ttel", "Trooooottel", "so ein T r o t t e l hier", "trottel."]
)
def test_listed_words_are_found_in_their_disguises(text: str) -> None:
    actions.add_word(make_moderator(), "Trottel", 2)
    assert hits(say(text)) == ["words"]


@pytest.mark.parametrize("text", ["Der Trotteldorfer Weg", "Eintrottelung", "Betrottelt"])
def test_whole_words_alone_are_found(text: str) -> None:
    actions.add_word(make_moderator(), "Trottel", 2)
    assert say(text).is_public


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        ("cunt", "Greetings from Scunthorpe", False),
        ("ass", "Die Klasse fasst den Pass an; assessment", False),
        ("Blödmann", "ein Bloedmann", True),
        ("Bloedmann", "ein Blödmann", True),
        ("Blödmann", "ein Blodmann", True),
        ("trottel*", "lauter Trotteln", True),
        ("trottel*", "Betrottelt", False),
        ("halt die Klappe", "Jetzt halt die  KLAPPE!", True),
        ("halt die Klappe", "halt mal die Klappe", False),
        ("hau ab", "Schau abends vorbei", False),
    ],
)
def test_folding(listed: str, text: str, found: bool) -> None:
    assert bool(holds(tokens(text), phrase(listed.rstrip("*")), listed.endswith("*"))) == found


def test_every_change_of_the_list_is_a_version() -> None:
    user = make_moderator()
    row = actions.add_word(user, "Trottel", 2)
    say("Du Trottel!")
    actions.add_word(user, "Holzkopf", 3)
    say("Ihr Holzköpfe, du Holzkopf!")
    actions.end_word(user, row)
    assert say("Na du Trottel?").is_public
    assert list(Hit.objects.order_by("pk").values_list("version", "gravity")) == [("1.1", 2), ("1.2", 3)]


@pytest.mark.parametrize("word", ["", "*", "a", "ab*", "**", "!!!"])
def test_words_that_would_hold_back_everything_are_refused(word: str) -> None:
    with pytest.raises(actions.Refused):
        actions.add_word(make_moderator(), word, 1)


def test_what_the_staff_enters_from_paper_and_invented_data_are_not_checked() -> None:
    text = "Ruft an: 0511 123 45 67"
    assert say(text, channel=Channel.PAPER).is_public
    assert say(text, sample=True).is_public


def test_before_publication_every_text_waits_with_a_case(settings: object) -> None:
    settings.COMMENTS_BEFORE = True  # type: ignore[attr-defined]
    contribution = say(LONG)
    assert contribution.state == State.WAITING
    assert Case.objects.get().cause == FoundBy.RELEASE
    assert "freigegeben" in notes_of([contribution])[contribution.pk].sentence


def test_what_waits_without_a_case_gets_one_once() -> None:
    make_contribution(PAPER, state=State.HELD, published_at=None)
    assert (open_missing(), open_missing(), Case.objects.count()) == (1, 0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "@" * 5_000,
        "0" * 5_000,
        "a." * 5_000,
        "x@" * 5_000,
        "\u0301" * 5_000,
        "http://" * 2_000,
        "a " * 10_000,
        "(0)" * 3_000,
    ],
)
def test_hostile_texts_end(text: str) -> None:
    assert say(text).pk


def test_the_documentation_names_every_check_with_its_version() -> None:
    text = Path("docs/moderation.md").read_text()
    for key, check in checks.items():
        assert f"| `{key}` | {check.version}" in text
