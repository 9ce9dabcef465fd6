"""What this module tells the registries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.kinds import Place, register_place
from roterfaden.contributions.models import Contribution
from roterfaden.contributions.registry import ContributionKind, register_kind
from roterfaden.kit import documents
from roterfaden.kit.things import Ref, keys_as_numbers
from roterfaden.participation import modules
from roterfaden.participation.modules.draft import paper
from roterfaden.participation.modules.draft.actions.suggesting import KIND, LONGEST
from roterfaden.participation.modules.draft.collecting import COLLECTOR
from roterfaden.participation.modules.draft.entries import register_entries
from roterfaden.participation.modules.draft.inbox import register_inbox
from roterfaden.participation.modules.draft.module import MODULE
from roterfaden.participation.modules.draft.search import register_search
from roterfaden.participation.modules.draft.things import register_things


def register_all() -> None:
    """Called once, when the app is ready."""
    register_place(Place("passage", _area))
    register_kind(
        ContributionKind(KIND, _("Vorschlag"), _("Vorschläge"), _path, has_title=True, longest=LONGEST, alike=True)
    )
    modules.register(MODULE)
    documents.collect(COLLECTOR)
    register_things()
    register_entries()
    register_search()
    register_inbox()
    paper.register()


def _area(ref: Ref) -> Ref:
    """Whose rules hold for what is said about a passage: its process'."""
    from roterfaden.participation.modules.draft.models import Draft

    number = keys_as_numbers([ref.key.partition("-")[0]])
    draft = Draft.objects.select_related("phase").filter(pk__in=number).first()
    return Ref("process", str(draft.phase.process_id)) if draft else ref


def _path(contribution: Contribution) -> str:
    from roterfaden.participation.modules.draft.addresses import suggestion_address
    from roterfaden.participation.modules.draft.models import Draft

    draft = Draft.objects.select_related("phase__process").filter(pk=contribution.on_key).first()
    return suggestion_address(draft, contribution.pk) if draft else ""
