"""What supporters of an idea are told when it goes up in another, or comes back. Its author hears as of every step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.contributions.models import Contribution, Support
from roterfaden.notices.personal import Words, mail_kind, write
from roterfaden.participation.modules.ideas.addresses import idea_address
from roterfaden.participation.modules.ideas.models import Idea

MOVED = "ideas.moved"
CHUNK = 500


def register_mails() -> None:
    """Tell the outbox; called once, at start."""
    mail_kind(
        MOVED, label=gettext_lazy("Eine unterstützte Idee ging in einer anderen auf, oder steht wieder für sich")
    )(moved)


def tell_supporters(idea: Contribution, target: Contribution, sentence: str, stamp: str, merged: bool) -> int:
    """Write to everybody who supports an idea, once for each move. How many."""
    count = 0
    rows = Support.objects.filter(contribution=idea, person__isnull=False, person__erased_at=None)
    for support in rows.select_related("person").order_by("pk").iterator(CHUNK):
        data = {"idea": idea.pk, "target": target.pk, "sentence": sentence, "merged": merged}
        assert support.person is not None
        count += write(support.person, f"idea:{idea.pk}:moved:{stamp}:{support.pk}", MOVED, data)
    return count


def moved(data: Mapping[str, Any]) -> Words | None:
    """Where the support is now; None where one of the two is no longer shown."""
    keys = (data.get("idea"), data.get("target"))
    rows = {row.pk: row for row in Idea.objects.filter(pk__in=keys).select_related("contribution")}
    shown = Idea.objects.visible_to().filter(pk__in=keys).exists()
    idea, target = rows.get(keys[0]), rows.get(keys[1])
    if idea is None or target is None or not shown:
        return None
    names = {"idea": idea.contribution.title, "target": target.contribution.title}
    return _merged(idea, names, data) if data.get("merged") else _split(idea, names, data)


def _merged(idea: Idea, names: Mapping[str, str], data: Mapping[str, Any]) -> Words:
    return Words(
        _("„{idea}“ ging in einer anderen Idee auf").format(**names),
        (
            _("Sie unterstützen die Idee „{idea}“. Sie ging in „{target}“ auf, die fast dasselbe will.").format(
                **names
            ),
            _("Ihre Unterstützung bleibt bei der Idee, der sie galt, und zählt bei der gemeinsamen einmal."),
            _("Wenn Sie das nicht möchten, nehmen Sie Ihre Unterstützung auf der Seite der Idee zurück."),
        ),
        idea_address(idea.pk),
        _("Ansehen oder zurücknehmen"),
        quote=str(data.get("sentence", "")),
        why=_("Sie bekommen diese Nachricht, weil Sie die Idee unterstützen."),
    )


def _split(idea: Idea, names: Mapping[str, str], data: Mapping[str, Any]) -> Words:
    return Words(
        _("„{idea}“ steht wieder für sich").format(**names),
        (
            _("Die Idee war in „{target}“ aufgegangen und steht jetzt wieder für sich.").format(**names),
            _("Ihre Unterstützung war immer bei ihr und zählt weiter."),
        ),
        idea_address(idea.pk),
        _("Idee ansehen"),
        quote=str(data.get("sentence", "")),
        why=_("Sie bekommen diese Nachricht, weil Sie die Idee unterstützen."),
    )
