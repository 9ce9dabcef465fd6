"""What a result text is read as: one test for each rule, with invented texts."""

from __future__ import annotations

import pytest

from roterfaden.council.models.result import Basis, Outcome
from roterfaden.council.results import NOTHING, GroupVotes, Votes, parse, reading


def test_outcome_names_are_those_of_the_model() -> None:
    named = {value for name, value in vars(reading).items() if name.isupper() and isinstance(value, str)}
    bases = {Basis.TEXT.value, Basis.COUNTS.value}
    assert named - bases == {choice.value for choice in Outcome}
    assert bases < named


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Einstimmig", "adopted"),
        ("Einstimmig beschlossen", "adopted"),
        ("Mit Stimmenmehrheit angenommen.", "adopted"),
        ("Der Rat stimmt der Vorlage zu.", "adopted"),
        ("Ohne Widerrede wird dem Vorschlag zugestimmt, es erfolgt keine Abstimmung.", "adopted"),
        ("Frau Muster wurde damit zur Vorsitzenden gewählt.", "adopted"),
        ("In geänderter Fassung einstimmig beschlossen", "adoptedWithChanges"),
        ("Einstimmig mit den vorgetragenen Änderungen", "adoptedWithChanges"),
        ("Unter Berücksichtigung der Änderung beschlossen", "adoptedWithChanges"),
        ("Mit 38 Nein-Stimmen abgelehnt.", "rejected"),
        ("Der Antrag wurde mehrheitlich abgelehnt", "rejected"),
        ("Dem Antrag wird nicht stattgegeben.", "rejected"),
        ("Das Gremium lehnt den Antrag hauptsächlich aus Kostengründen ab, weil nichts gespart wird.", "rejected"),
        ("Der Antrag fand keine Mehrheit.", "rejected"),
        ("Empfohlen", "recommended"),
        ("Der Ausschuss empfiehlt dem Rat einstimmig, den Plan zu beschließen.", "recommended"),
        ("Der Ausschuss beschließt einstimmig, dem Rat die Annahme zu empfehlen.", "recommended"),
        ("nicht empfohlen", "notRecommended"),
        ("Nicht einstimmig empfohlen", "recommended"),
        ("Der Ausschuss empfiehlt, den Antrag abzulehnen.", "notRecommended"),
        ("Ablehnung wird empfohlen", "notRecommended"),
        ("Zur Kenntnis genommen", "noted"),
        ("Der Ausschuss nimmt den Bericht über die Prüfung einstimmig zur Kenntnis.", "noted"),
        ("Kenntnisnahme", "noted"),
        ("Auf Wunsch der Fraktion Muster in die Fraktionen gezogen", "postponed"),
        ("Auf Wunsch der CDU in die Fraktionen gezogen", "postponed"),
        ("Vertagt", "postponed"),
        ("Von der Tagesordnung abgesetzt", "postponed"),
        ("Der Antrag wird in der nächsten Sitzung am 24.08.2031 behandelt.", "postponed"),
        ("In den Verwaltungsausschuss verwiesen", "referred"),
        ("Überwiesen an den Bauausschuss", "referred"),
        ("Vom Antragsteller zurückgezogen", "withdrawn"),
        ("Die Fraktion zieht ihren Antrag zurück", "withdrawn"),
        ("Durch Verwaltungshandeln erledigt", "settled"),
        ("Beantwortet", "settled"),
    ],
)
def test_words_decide(text: str, outcome: str) -> None:
    read = parse(text)
    assert read.outcome == outcome
    assert read.quote
    assert read.quote in text
    assert read.confidence >= 80


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "ohne",
        "entfällt",
        "siehe Anlage",
        "(kein Text vorhanden)",
        "Es erfolgte keine Abstimmung.",
        "Frau Muster beantragt, den Punkt zu vertagen.",
        "Die Verwaltung möge beschließen",
        "Herr Muster bittet darum, dem Antrag zuzustimmen, da er sonst abgelehnt würde.",
        "1 Enthaltung",
        "Über den Antrag wurde nicht, wie von allen erwartet und gewünscht, heute schon beschlossen",
    ],
)
def test_what_the_text_does_not_say_stays_open(text: str) -> None:
    assert parse(text) == NOTHING


def test_none_is_read_like_an_empty_text() -> None:
    assert parse(None) == NOTHING


@pytest.mark.parametrize(
    ("text", "outcome", "votes"),
    [
        ("6 Stimmen dafür, 5 Stimmen dagegen, 0 Enthaltungen", "adopted", Votes(6, 5, 0)),
        ("5 Stimmen dafür, 6 Stimmen dagegen, 1 Enthaltung", "rejected", Votes(5, 6, 1)),
        ("8 Ja-Stimmen, 3 Nein-Stimmen", "adopted", Votes(8, 3)),
        ("2 Nein-Stimmen; 7 Ja-Stimmen; 0 Enthaltungen", "adopted", Votes(7, 2, 0)),
        ("12x ja, 1x nein, 1x Enthaltung", "adopted", Votes(12, 1, 1)),
        ("12 – ja- Stimmen, 0 – nein-Stimmen, O Entahltungen", "adopted", Votes(12, 0, 0)),
        ("2 Ja-Stimme(n), 1 Gegenstimme(n), 0 Stimmenthaltung(en)", "adopted", Votes(2, 1, 0)),
        ("Ja: 4, Nein: 9, Enthaltung: 2", "rejected", Votes(4, 9, 2)),
        ("7 Ja-Stimmen / 1 Enthaltung", "adopted", Votes(7, None, 1)),
        ("Mit 31 gegen 20 Stimmen", "adopted", Votes(31, 20)),
    ],
)
def test_counts_without_a_word_are_compared(text: str, outcome: str, votes: Votes) -> None:
    read = parse(text)
    assert (read.outcome, read.basis, read.votes) == (outcome, "counts", votes)


def test_opponents_alone_decide_nothing_but_are_told() -> None:
    read = parse("Bei 3 Gegenstimmen")
    assert (read.outcome, read.votes) == ("none", Votes(no=3))


def test_a_tie_decides_nothing_but_is_told() -> None:
    read = parse("10 Ja-Stimmen, 10 Nein-Stimmen, 5 Enthaltungen")
    assert (read.outcome, read.basis, read.votes) == ("none", "none", Votes(10, 10, 5))


def test_a_tie_with_a_word_is_what_the_word_says() -> None:
    read = parse("6 Ja-Stimmen, 6 Nein-Stimmen. Mit Stimmengleichheit gilt der Antrag als abgelehnt.")
    assert (read.outcome, read.basis, read.votes) == ("rejected", "text", Votes(6, 6))


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Einstimmig", Votes(unanimous=True)),
        ("einstimmig, 2 Enthaltungen", Votes(abstentions=2, unanimous=True)),
        ("Einstimmig bei drei Enthaltungen der FDP", Votes(abstentions=3, unanimous=True)),
        ("einstimmig12 Ja-Stimmen, 0 Enthaltungen, 0 Nein-Stimmen", Votes(12, 0, 0, True)),
        ("enstimmig; keine Enthaltung", Votes(abstentions=0, unanimous=True)),
        ("Einstimmig abgelehnt", Votes(unanimous=True)),
        ("Mehrheitlich bei 3 Gegenstimmen", Votes(no=3, unanimous=False)),
    ],
)
def test_unanimous_is_a_count_too(text: str, votes: Votes) -> None:
    read = parse(text)
    assert read.votes == votes
    assert read.outcome == ("rejected" if "abgelehnt" in text else "adopted")


@pytest.mark.parametrize(
    "text",
    [
        "Die Dringlichkeit wurde mit 9 Ja-Stimmen und 2 Nein-Stimmen zuerkannt.",
        "Die Erweiterung der Tagesordnung wurde einstimmig beschlossen.",
        "Der Antrag auf Schluss der Debatte wurde mit 8 Ja-Stimmen, 3 Nein-Stimmen angenommen.",
        "4 Ja-Stimmen, 9 Nein-Stimmen, 0 EnthaltungenDamit ist der Antrag der SPD, den Punkt zu vertagen, abgelehnt.",
        "Eine Erweiterung der TO fand bei 5 Ja-Stimmen, 7 Nein-Stimmen nicht die erforderliche 2/3 Mehrheit.",
    ],
)
def test_a_vote_on_the_procedure_decides_nothing(text: str) -> None:
    assert parse(text) == NOTHING


def test_a_missed_urgency_vote_postpones_at_most() -> None:
    read = parse(
        "Eine Erweiterung der TO fand bei 3 Ja-Stimmen, 8 Nein-Stimmen und 1 Enthaltung nicht die dafür erforderliche"
        " 2/3 Mehrheit - eine Zuerkennung der Dringlichkeit war damit obsolet. Der Antrag wird nunmehr in der nächsten"
        " Sitzung am 24.08.2031 behandelt."
    )
    assert (read.outcome, read.votes, read.groups) == ("postponed", None, ())


def test_an_urgent_motion_is_a_matter_of_its_own() -> None:
    read = parse("Der Dringlichkeitsantrag wurde mit 10 Ja-Stimmen, 3 Nein-Stimmen beschlossen.")
    assert (read.outcome, read.votes) == ("adopted", Votes(10, 3))


def test_behind_a_procedural_vote_counts_need_a_word() -> None:
    told = "Die Dringlichkeit wurde einstimmig anerkannt. "
    assert parse(told + "8 Ja-Stimmen, 3 Nein-Stimmen").outcome == "none"
    read = parse(told + "Der Antrag wurde mit 8 Ja-Stimmen, 3 Nein-Stimmen beschlossen.")
    assert (read.outcome, read.votes) == ("adopted", Votes(8, 3))


def test_a_special_majority_cannot_be_told_from_counts() -> None:
    read = parse("19 Ja-Stimmen, 8 Nein-Stimmen. Eine Abberufung bedarf der Mehrheit von zwei Dritteln der Mitglieder.")
    assert (read.outcome, read.votes) == ("none", Votes(19, 8))


def test_a_vote_on_postponing_is_no_vote_on_the_matter() -> None:
    read = parse("Mit 9 Ja-Stimmen, 2 Nein-Stimmen vertagt")
    assert (read.outcome, read.votes) == ("postponed", None)


@pytest.mark.parametrize(
    ("text", "outcome", "votes"),
    [
        ("a) einstimmig, 0 Enthaltungenb) einstimmig, 0 Enthaltungen", "adopted", Votes(abstentions=0, unanimous=True)),
        ("1. 7 Ja-Stimmen, 1 Nein-Stimme2. einstimmig", "adopted", None),
        ("a) 2 Ja-Stimmen, 7 Nein-Stimmenb) 7 Ja-Stimmen, 2 Nein-Stimmen", "none", None),
        ("Zu 1: 3 Ja, 9 Nein. Damit ist der Beschluss abgelehnt. Zu 2: 9 Ja, 3 Nein. Damit angenommen.", "none", None),
        ("Zu 1: 6 Ja, 6 Nein. Zu 2: 9 Ja, 3 Nein.", "none", None),
    ],
)
def test_parts_decide_only_together(text: str, outcome: str, votes: Votes | None) -> None:
    read = parse(text)
    assert (read.outcome, read.votes) == (outcome, votes)


def test_words_against_counts_decide_nothing() -> None:
    assert parse("3 Ja-Stimmen, 9 Nein-Stimmen. Der Antrag ist angenommen.").outcome == "none"


def test_a_motion_beside_the_matter_decides_nothing() -> None:
    assert parse("Der Änderungsantrag der Fraktion Muster wurde abgelehnt.").outcome == "none"


def test_remarks_and_further_mandates_are_not_the_decision() -> None:
    assert parse("einstimmig, 0 EnthaltungenAnmerkung der Verwaltung: Der Antrag wurde abgelehnt.").outcome == "adopted"
    assert parse("0x ja, 14x nein. Darüber hinaus wird die Verwaltung einstimmig beauftragt.").outcome == "rejected"


def test_lost_line_breaks_end_a_sentence() -> None:
    read = parse("einstimmig, 1 EnthaltungRatsmitglied Muster betritt den Saal und nimmt an der Beratung teil.")
    assert (read.outcome, read.votes) == ("adopted", Votes(abstentions=1, unanimous=True))
    assert read.quote == "einstimmig, 1 Enthaltung"


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("einstimmig, 1 Enthaltung CDU-Fraktion", (GroupVotes("CDU", abstentions=1),)),
        (
            "einstimmig, 1 Enthaltung der CDU-Fraktion, 2 Enthaltungen der FDP-Fraktion",
            (GroupVotes("CDU", abstentions=1), GroupVotes("FDP", abstentions=2)),
        ),
        (
            "einstimmig, 3 Enthaltungen (1 SPD, 2 B‘90/Die Grünen)",
            (GroupVotes("SPD", abstentions=1), GroupVotes("B‘90/Die Grünen", abstentions=2)),
        ),
        ("20 Ja-Stimmen, 1 Nein-Stimme (Herr Muster)", (GroupVotes("Herr Muster", no=1),)),
        ("einstimmig, 0 EnthaltungenRatsmitglied Muster betritt den Saal", ()),
    ],
)
def test_groups_are_told_where_they_are_named(text: str, groups: tuple[GroupVotes, ...]) -> None:
    assert parse(text).groups == groups


def test_a_roll_call_names_persons_and_no_outcome() -> None:
    read = parse("Muster, Anna (SPD): JaBeispiel, Jo (CDU): NeinVorbild, Kim (FDP): Enthaltung")
    assert read.outcome == "none"
    assert read.groups[1] == GroupVotes("Beispiel, Jo (CDU)", 0, 1, 0)


def test_space_and_soft_hyphens_do_not_matter() -> None:
    assert parse("Ein\u00adstimmig\r\n  be\u00adschlossen").outcome == "adopted"
