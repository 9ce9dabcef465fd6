"""The cast of moderation: Mona decides first, Wim on objections, Rita is both; rules and cases."""

from __future__ import annotations

from typing import Any

from roterfaden.accounts.models import User
from roterfaden.contributions.models import Contribution
from roterfaden.kit.things import Ref
from roterfaden.moderation import actions, registry
from roterfaden.moderation.actions import Claimed, Measure
from roterfaden.moderation.kinds import FoundBy, Kind, Reason
from roterfaden.moderation.models import Case, Decision, HouseRule, Report
from roterfaden.moderation.registry import Target
from roterfaden.moderation.targets import ref_of
from tests.accounts.factories import make_user
from tests.contributions.factories import make_contribution

PAPER = Ref("paper", "17")
FACTS = "Im zweiten Satz wird eine Person mit Namen beschimpft."
HIDDEN_WORDS = "Der Nachbar Kunibert Quengel ist ein Holzkopf."


def make_moderator(name: str = "mona", *roles: str) -> User:
    """Somebody with the role "Moderation", or the named ones."""
    return make_user(name, *(roles or ("Moderation",)))


def make_rule(key: str = "respekt", **values: Any) -> HouseRule:
    """A house rule in force; the one that is there already if there is one."""
    given: dict[str, Any] = {"title": "Höflich zum Menschen", "text": "Keine Beleidigungen.", "version": 1}
    found = HouseRule.objects.filter(key=key, valid_until=None).first()
    return found or HouseRule.objects.create(key=key, **(given | values))


def target_of(contribution: Contribution) -> Target:
    """As moderators see it now."""
    found = registry.target(ref_of(contribution))
    assert found is not None
    return found


def make_case(contribution: Contribution | None = None, cause: FoundBy = FoundBy.OFFICE, gravity: int = 1) -> Case:
    """An open case."""
    return actions.open_case(target_of(contribution or make_contribution(PAPER)), cause, gravity)


def make_report(contribution: Contribution, reason: Reason = Reason.INSULT, **values: Any) -> tuple[Report, str]:
    """A report and its code."""
    given: dict[str, Any] = {"good_faith": True, "address": "rahel@example.org"}
    return actions.report(target_of(contribution), Claimed(reason, **(given | values)))


def measure(kind: Kind = Kind.HIDE, **values: Any) -> Measure:
    """One with its whole statement."""
    return Measure(kind, **({"rule": make_rule(), "facts": FACTS} | values))


def make_decision(
    user: User, contribution: Contribution | None = None, kind: Kind = Kind.HIDE, **values: Any
) -> Decision:
    """A decision about a contribution; its case is made where there is none."""
    row = contribution or make_contribution(PAPER, HIDDEN_WORDS)
    case = Case.objects.open().about(ref_of(row)).first() or make_case(row)
    return actions.decide(user, case, case.version, measure(kind, **values))
