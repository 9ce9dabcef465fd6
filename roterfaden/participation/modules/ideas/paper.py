"""Ideas and ratings from paper, telephone and the hall."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Contribution, VoteSheet
from roterfaden.contributions.paper import PaperForm, PaperKind, Poll, VoteKind, register_paper, register_votes
from roterfaden.contributions.registry import Listener
from roterfaden.kit.things import Ref, keys_as_numbers
from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules.ideas.drafts import IdeaDraft
from roterfaden.participation.modules.ideas.forms import IdeaForm
from roterfaden.participation.modules.ideas.models import Rating
from roterfaden.participation.modules.ideas.pages import districts_here
from roterfaden.participation.modules.ideas.placing import placed
from roterfaden.participation.modules.ideas.rated import KEY as RATING
from roterfaden.participation.modules.ideas.rated import RatingSettings, rated_ideas
from roterfaden.participation.modules.ideas.settings import KEY, settings_of
from roterfaden.participation.modules.ideas.things import KIND
from roterfaden.participation.modules.paper import takes_paper


class PaperIdeaForm(PaperForm, IdeaForm):
    """The form of an idea, with the number of the sheet."""

    def __init__(self, data: Any, process: Process, phases: Sequence[Phase]) -> None:
        self.process, self.districts = process, districts_here(process)
        super().__init__(data, found=settings_of(phases), districts=self.districts)
        self.order_fields(["reference", "channel"])

    def prepared(self) -> tuple[Words, Listener | None]:
        """The idea as it goes in."""
        draft: IdeaDraft = placed(self.draft, self.districts)
        return draft.words(self.process, self.way), draft.beside(self.process)


def register_all() -> None:
    """Called once, when the app is ready."""
    register_paper(PaperKind(KIND, lazy("Idee"), _form, _details))
    register_votes(VoteKind(RATING, _polls, _count))


def _form(ref: Ref, data: Any) -> PaperForm | None:
    if ref.kind != "process":
        return None
    rows = Process.objects.visible_to().filter(pk__in=keys_as_numbers([ref.key])).prefetch_related("phases")
    process = rows.first()
    if process is None:
        return None
    phases = [phase for phase in process.phases.all() if phase.module == KEY]
    return PaperIdeaForm(data, process, phases) if any(takes_paper(phase) for phase in phases) else None


def _details(contribution: Contribution) -> Sequence[tuple[str, str]]:
    idea = contribution.idea
    category = settings_of([one for one in idea.process.phases.all() if one.module == KEY]).category(idea.category)
    values = [
        (_("Kategorie"), category.label if category else ""),
        (_("Ort"), idea.place),
        (_("Stadtbezirk"), idea.district.name if idea.district else ""),
    ]
    return [(name, value) for name, value in values if value]


def _polls(contribution: Contribution) -> Sequence[Poll]:
    if contribution.kind != KIND:
        return ()
    rows = Phase.objects.filter(process=contribution.idea.process_id, module=RATING).select_related("process")
    return [
        Poll(
            str(phase.pk),
            _("Bewertungen: {phase}").format(phase=phase.name),
            [(str(value), word) for value, word in RatingSettings.read(phase.settings).steps],
        )
        for phase in rows
        if takes_paper(phase) and rated_ideas(phase).filter(pk=contribution.pk).exists()
    ]


def _count(sheet: VoteSheet) -> None:
    phase = Phase.objects.get(pk=sheet.place)
    values = [int(value) for value, number in sheet.counts.items() for _each in range(number)]
    Rating.objects.bulk_create([Rating(phase=phase, idea_id=sheet.contribution_id, value=value) for value in values])
