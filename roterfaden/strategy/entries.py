"""What of strategies enters the ledger, each kind with its sentence. No entry holds personal facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from roterfaden.ledger.registry import EntryType, entry_types, ledgered, register
from roterfaden.strategy.contradictions import said
from roterfaden.strategy.models import (
    Assessment,
    BudgetLine,
    DateShift,
    Measure,
    Milestone,
    Node,
    Plan,
    PlanVersion,
    ProgressUpdate,
)

Content = Mapping[str, Any]
NOTHING_PERSONAL = _lazy("Der Eintrag enthält keine personenbezogenen Angaben.")


def day(text: str | None) -> str:
    """A day of an entry in words."""
    return said(parse_date(text) if text else None)


def _state(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def _plan_changed(content: Content) -> str:
    return _("Am Plan „{title}“ wurde etwas geändert.").format(title=content["title"])


def _plan_state(content: Content) -> str:
    state = _state(Plan.State, content["state"])
    return _("Der Plan „{title}“ ist jetzt: {state}. Grund: {reason}").format(**{**content, "state": state})


def _plan_version(content: Content) -> str:
    return _("Fassung {number} des Plans „{title}“ wurde veröffentlicht. Grund: {reason}").format(**content)


def _node_added(content: Content) -> str:
    return _("„{title}“ kam zum Plan „{plan}“ hinzu.").format(**content)


def _node_changed(content: Content) -> str:
    return _("„{title}“ im Plan „{plan}“ wurde geändert.").format(**content)


def _node_withdrawn(content: Content) -> str:
    return _("„{title}“ ist im Plan „{plan}“ entfallen. Grund: {reason}").format(**content)


def _published(content: Content) -> str:
    return _("Die Maßnahme „{title}“ wurde veröffentlicht.").format(title=content["title"])


def _changed(content: Content) -> str:
    return _("An der Maßnahme „{title}“ wurde etwas geändert.").format(title=content["title"])


def _new_state(content: Content) -> str:
    state = _state(Measure.State, content["new"])
    sentence = _("Die Maßnahme „{title}“ ist jetzt: {state}.").format(title=content["title"], state=state)
    return f"{sentence} {_('Grund:')} {content['reason']}" if content["reason"] else sentence


def _shifted(content: Content) -> str:
    words = {"title": content["title"], "reason": content["reason"], "by": content["decidedBy"]}
    words |= {"old": day(content["old"]), "new": day(content["new"]), "step": content["milestone"] or ""}
    if content["milestone"]:
        sentence = _("„{step}“ der Maßnahme „{title}“ verschiebt sich vom {old} auf den {new}. Grund: {reason}")
    elif content["field"] == "start":
        sentence = _("Der Beginn der Maßnahme „{title}“ verschiebt sich vom {old} auf den {new}. Grund: {reason}")
    else:
        sentence = _("Das Ende der Maßnahme „{title}“ verschiebt sich vom {old} auf den {new}. Grund: {reason}")
    return sentence.format(**words)


def _override(content: Content) -> str:
    if not content["light"]:
        return _("Für die Maßnahme „{title}“ gilt wieder der errechnete Stand. Grund: {reason}").format(**content)
    light = _state(Measure.Light, content["light"])
    sentence = _("Der Stand der Maßnahme „{title}“ wurde von Hand auf „{light}“ gesetzt. Grund: {reason}")
    return sentence.format(title=content["title"], light=light, reason=content["reason"])


def _budget(content: Content) -> str:
    return _("Am Budget der Maßnahme „{title}“ wurde etwas geändert.").format(title=content["title"])


def _reported(content: Content) -> str:
    return _("Meldung zur Maßnahme „{title}“: {happened}").format(**content)


def _assessed(content: Content) -> str:
    return _("Die Abwägung der Maßnahme „{title}“ wurde freigegeben.").format(title=content["title"])


def _step_added(content: Content) -> str:
    return _("Die Maßnahme „{title}“ hat den Meilenstein „{milestone}“ bekommen.").format(**content)


def _step_changed(content: Content) -> str:
    return _("Am Meilenstein „{milestone}“ der Maßnahme „{title}“ wurde etwas geändert.").format(**content)


def _step_reached(content: Content) -> str:
    words = {**content, "day": day(content["day"])}
    return _("Der Meilenstein „{milestone}“ der Maßnahme „{title}“ ist seit {day} erreicht.").format(**words)


KINDS: dict[str, tuple[Any, Callable[[Content], str]]] = {
    "plan.changed": (_lazy("Plan geändert"), _plan_changed),
    "plan.state": (_lazy("Plan in neuem Zustand"), _plan_state),
    "plan.version": (_lazy("Fassung eines Plans"), _plan_version),
    "node.added": (_lazy("Punkt eines Plans hinzugefügt"), _node_added),
    "node.changed": (_lazy("Punkt eines Plans geändert"), _node_changed),
    "node.withdrawn": (_lazy("Punkt eines Plans entfallen"), _node_withdrawn),
    "measure.published": (_lazy("Maßnahme veröffentlicht"), _published),
    "measure.changed": (_lazy("Maßnahme geändert"), _changed),
    "measure.state": (_lazy("Maßnahme in neuem Zustand"), _new_state),
    "measure.date_shifted": (_lazy("Termin verschoben"), _shifted),
    "measure.override": (_lazy("Stand von Hand gesetzt"), _override),
    "measure.budget": (_lazy("Budget geändert"), _budget),
    "measure.reported": (_lazy("Stand gemeldet"), _reported),
    "assessment.approved": (_lazy("Abwägung freigegeben"), _assessed),
    "milestone.added": (_lazy("Meilenstein hinzugefügt"), _step_added),
    "milestone.changed": (_lazy("Meilenstein geändert"), _step_changed),
    "milestone.reached": (_lazy("Meilenstein erreicht"), _step_reached),
}


#: What changes through actions alone, and the kinds of entries that tell of it once it is public.
LEDGERED: dict[type[Model], tuple[str, ...]] = {
    Plan: ("plan.",),
    PlanVersion: ("plan.version",),
    Node: ("node.",),
    Measure: ("measure.",),
    Milestone: ("milestone.", "measure.date_shifted"),
    DateShift: ("measure.date_shifted",),
    BudgetLine: ("measure.budget",),
    Assessment: ("assessment.",),
    ProgressUpdate: ("measure.reported",),
}


def register_entries() -> None:
    """Tell the ledger; called once, when the app is ready."""
    for key, (label, sentence) in KINDS.items():
        if key not in entry_types:
            register(EntryType(key, label, sentence, NOTHING_PERSONAL))
    for model, kinds in LEDGERED.items():
        ledgered(model, *kinds)
