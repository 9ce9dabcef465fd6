"""What other rooms should know of ideas, told once when the app is ready."""

from __future__ import annotations

from django.core.signals import request_finished
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


def register_all() -> None:
    """Tell the registries."""
    from roterfaden.accounts.merging import merger
    from roterfaden.contributions import registry
    from roterfaden.contributions.guests import on_confirm
    from roterfaden.participation.modules import register
    from roterfaden.participation.modules.ideas import listeners, paper
    from roterfaden.participation.modules.ideas.addresses import edit_address, path_of
    from roterfaden.participation.modules.ideas.drafts import LONGEST_TEXT
    from roterfaden.participation.modules.ideas.events import register_events
    from roterfaden.participation.modules.ideas.exposure import after_answer
    from roterfaden.participation.modules.ideas.images.keeping import delete_file
    from roterfaden.participation.modules.ideas.mails import register_mails
    from roterfaden.participation.modules.ideas.models import Image
    from roterfaden.participation.modules.ideas.module import IDEAS
    from roterfaden.participation.modules.ideas.people import move, participants
    from roterfaden.participation.modules.ideas.rating_module import RATING
    from roterfaden.participation.modules.ideas.things import KIND, register_things
    from roterfaden.participation.modules.ideas.views import rating
    from roterfaden.participation.statistics import register_participants

    registry.register_kind(
        registry.ContributionKind(
            KIND, _("Idee"), _("Ideen"), path_of, has_title=True, longest=LONGEST_TEXT, edit=edit_address
        )
    )
    registry.published.append(listeners.published)
    registry.at_once[listeners.published] = listeners.all_published
    registry.unpublished.append(listeners.unpublished)
    post_delete.connect(delete_file, sender=Image, dispatch_uid="ideas.images")
    request_finished.connect(after_answer, dispatch_uid="ideas.exposure")
    register_things()
    register_events()
    registry.supported.append(listeners.supported)
    on_confirm(rating.CLAIM, show=rating.shown)(rating.confirmed)
    register_mails()
    merger(move)
    register_participants(participants)
    register(IDEAS)
    register(RATING)
    paper.register_all()
