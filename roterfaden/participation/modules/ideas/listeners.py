"""What ideas do when a contribution becomes public, stops being so, or is supported: counts, search, followers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Sum
from django.utils import timezone

from roterfaden.contributions.kinds import TALK
from roterfaden.contributions.models import Contribution, State
from roterfaden.kit.things import keys_as_numbers
from roterfaden.notices.actions import News, announce, announce_many
from roterfaden.participation.modules.ideas.models import Idea
from roterfaden.participation.modules.ideas.things import KIND
from roterfaden.search.actions import enqueue


def published(contribution: Contribution) -> None:
    """An idea: found from now on, and the process' followers hear of it. Something on an idea: counted there."""
    if contribution.kind == KIND:
        changed(contribution.pk)
        news = News(f"idea.published:{contribution.pk}", contribution.ref, {}, (contribution.area,))
        announce("idea.published", news)
    elif contribution.on_kind == KIND:
        count_talk(contribution.on_key)


def all_published(rows: Sequence[Contribution]) -> None:
    """The same for many: each idea that is talked of is counted once."""
    ideas = [row for row in rows if row.kind == KIND]
    Idea.objects.filter(pk__in=[row.pk for row in ideas]).update(changed_at=timezone.now())
    enqueue(KIND, [row.pk for row in ideas])
    announce_many("idea.published", [News(f"idea.published:{row.pk}", row.ref, {}, (row.area,)) for row in ideas])
    count_talk(*sorted({row.on_key for row in rows if row.on_kind == KIND}))


def unpublished(contribution: Contribution) -> None:
    """The other way round."""
    if contribution.kind == KIND:
        Idea.objects.filter(pk=contribution.pk).update(changed_at=timezone.now())
        enqueue(KIND, [contribution.pk], hidden=True)
        if contribution.state == State.WITHDRAWN:
            _release(contribution.pk)
    elif contribution.on_kind == KIND:
        count_talk(contribution.on_key)


def _release(pk: int) -> None:
    """Its author took an idea away: what had gone up in it stands for itself again."""
    from roterfaden.participation.modules.ideas.actions.merging import restore

    members = Contribution.objects.filter(merged_into=pk, kind=KIND, state=State.MERGED)
    for key in list(members.order_by("pk").values_list("pk", flat=True)):
        restore(key)


def supported(contribution: Contribution) -> None:
    """The idea that took others in counts people over all of them: again, with its row held."""
    if contribution.kind != KIND:
        return
    head = Idea.objects.filter(pk=contribution.pk).values_list("head_id", flat=True).first() or contribution.pk
    if Idea.objects.filter(head=head).exists():
        from roterfaden.participation.modules.ideas.actions.common import locked
        from roterfaden.participation.modules.ideas.actions.merging import recount

        locked([head])
        recount(head)


def changed(pk: int) -> None:
    """Words, place or status of an idea are others now."""
    Idea.objects.filter(pk=pk).update(changed_at=timezone.now())
    enqueue(KIND, [pk])


def count_talk(*keys: str) -> None:
    """Comments and replies on ideas, counted anew (a listener may be called twice): "most discussed" goes by them."""
    talk = Contribution.objects.filter(on_kind=KIND, on_key__in=keys, kind__in=TALK, parent=None, state=State.PUBLIC)
    counts = talk.order_by().values("on_key").annotate(number=Count("pk"), replies=Sum("reply_count"))
    told = {row["on_key"]: row["number"] + (row["replies"] or 0) for row in counts}
    for key in keys:
        rows = Contribution.objects.filter(pk__in=keys_as_numbers([key]), kind=KIND)
        rows.update(reply_count=told.get(key, 0))
