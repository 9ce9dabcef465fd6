"""What this module tells the registries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.models import Contribution
from roterfaden.contributions.registry import ContributionKind, register_kind
from roterfaden.kit.bilingual import said
from roterfaden.kit.things import Kind, Thing, keys_as_numbers, kinds, register
from roterfaden.ledger.registry import EntryType, entry_types, ledgered
from roterfaden.ledger.registry import register as register_entry
from roterfaden.participation import modules
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.questions import paper
from roterfaden.participation.modules.questions.actions import LONGEST
from roterfaden.participation.modules.questions.addresses import question_address, session_address
from roterfaden.participation.modules.questions.models import KIND, Asked, Session, session_at, sessions
from roterfaden.participation.modules.questions.module import MODULE

NOTHING_PERSONAL = _("Der Eintrag enthält keine personenbezogenen Angaben.")


def register_all() -> None:
    """Called once, when the app is ready."""
    kind = ContributionKind(KIND, _("Frage der Fragestunde"), _("Fragen der Fragestunde"), _path, longest=LONGEST)
    register_kind(kind)
    modules.register(MODULE)
    if "questiontime" not in kinds:
        label, plural = _("Fragestunde"), _("Fragestunden")
        register(Kind("questiontime", label, plural, load_sessions, stage="participation", follow=False))
    _register_entries()
    paper.register()


def load_sessions(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Public question times: one query."""
    rows = sessions(user).filter(pk__in=keys_as_numbers(keys))
    return {str(row.pk): _thing(session_at(row)) for row in rows}


def _thing(session: Session) -> Thing:
    process = session.phase.process
    title = _t("Fragestunde: {title}").format(title=said(process, "title"))
    return Thing(session.ref, title, session_address(session), _("Fragestunde"), sample=process.sample_data)


def _path(contribution: Contribution) -> str:
    rows = Phase.objects.select_related("process", "question_time")
    phase = rows.filter(pk__in=keys_as_numbers([contribution.on_key])).first()
    return question_address(session_at(phase), contribution.pk) if phase else ""


def _register_entries() -> None:
    if "asked.answered" in entry_types:
        return
    answered = lambda it: _t("In der Fragestunde wurde eine Frage beantwortet. {minutes}").format(**it).strip()  # noqa: E731
    corrected = lambda it: _t("Die Mitschrift zu einer Frage wurde berichtigt. {minutes}").format(**it).strip()  # noqa: E731
    register_entry(EntryType("asked.answered", _("Frage beantwortet"), answered, NOTHING_PERSONAL))
    register_entry(EntryType("asked.minutes", _("Mitschrift berichtigt"), corrected, NOTHING_PERSONAL))
    ledgered(Asked, "asked.")
