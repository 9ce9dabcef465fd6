"""What this module tells the registries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from roterfaden.contributions.kinds import Place, register_place
from roterfaden.kit.things import Ref, keys_as_numbers
from roterfaden.ledger.registry import EntryType, entry_types, ledgered
from roterfaden.ledger.registry import register as register_entry
from roterfaden.participation import modules
from roterfaden.participation.modules.debate.addresses import thesis_address
from roterfaden.participation.modules.debate.models import Thesis
from roterfaden.participation.modules.debate.module import MODULE, has_stance
from roterfaden.participation.modules.debate.things import register_things
from roterfaden.search import registry as search

NOTHING_PERSONAL = _("Der Eintrag enthält keine personenbezogenen Angaben.")


def register_all() -> None:
    """Called once, when the app is ready."""
    register_things()
    register_place(Place("thesis", _area, _stance))
    modules.register(MODULE)
    _register_entries()
    label = (_("These"), _("Thesen"))
    search.hang_on(_belonging)
    search.register(search.Searchable("thesis", *label, Thesis.objects.visible_to, _documents, 1.2))


def _area(ref: Ref) -> Ref:
    """Whose rules hold for what is said about a thesis: its process'."""
    row = Thesis.objects.select_related("phase").filter(pk__in=keys_as_numbers([ref.key])).first()
    return Ref("process", str(row.phase.process_id)) if row else ref


def _stance(ref: Ref) -> bool:
    """Whether the debate asks who is for and who is against."""
    row = Thesis.objects.select_related("phase").filter(pk__in=keys_as_numbers([ref.key])).first()
    return row is not None and has_stance(row.phase)


def _register_entries() -> None:
    if "thesis.added" in entry_types:
        return
    kinds: tuple[tuple[str, Any, Callable[[Mapping[str, Any]], str]], ...] = (
        ("thesis.added", _("These hinzugefügt"), lambda it: _t("Zur Debatte steht: „{title}“.").format(**it)),
        ("thesis.changed", _("These geändert"), lambda it: _t("Die These „{title}“ wurde geändert.").format(**it)),
        ("thesis.withdrawn", _("These zurückgenommen"), _withdrawn),
    )
    for key, label, sentence in kinds:
        register_entry(EntryType(key, label, sentence, NOTHING_PERSONAL))
    ledgered(Thesis, "thesis.")


def _withdrawn(content: Mapping[str, Any]) -> str:
    return _t("Die These „{title}“ wurde zurückgenommen. Grund: {reason}").format(**content)


def _belonging(kind: str, keys: Sequence[int]) -> Mapping[str, Iterable[int]]:
    """Theses follow when processes are published, hidden, closed."""
    if kind != "process":
        return {}
    return {"thesis": Thesis.objects.filter(phase__process__in=keys).values_list("pk", flat=True)}


def _documents(keys: Sequence[int]) -> Iterable[search.Document]:
    with override("de"):
        for row in Thesis.objects.visible_to().filter(pk__in=keys).select_related("phase__process"):
            context = _t("Debatte in der Beteiligung „{title}“").format(title=row.phase.process.title)
            yield search.Document("thesis", row.pk, thesis_address(row), row.title, (), row.text, context)
