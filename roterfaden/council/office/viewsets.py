"""Lists of the back office: sources, runs, corrections."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from roterfaden.council.models import Correction, ImportRun, Source
from roterfaden.council.office.forms import NewSourceForm, SourceForm
from roterfaden.council.sync.actions import source_for


class OnlyThese(ModelPermissionPolicy):
    """A policy that allows some of the usual actions at most."""

    allowed: frozenset[str] = frozenset()

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As the role says, but nothing else than the allowed actions."""
        return action in self.allowed and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether one of them is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)


class SourcePolicy(OnlyThese):
    """A source is switched off, not deleted: its papers would vanish with it."""

    allowed = frozenset({"add", "change", "view"})


class ReadOnlyPolicy(OnlyThese):
    """Runs and corrections are written by actions alone."""

    allowed = frozenset({"view"})


class SourceCreateView(CreateView):
    """A new source: base and short name follow from its address; the job worker reads it next."""

    def get_form_class(self) -> type[NewSourceForm]:
        return NewSourceForm

    def get_panel(self) -> Any:
        return ObjectList(
            [FieldPanel(name) for name in ("kind", "url", "name")], base_form_class=NewSourceForm
        ).bind_to_model(Source)

    def save_instance(self) -> Source:
        data = self.form.cleaned_data
        source = source_for(data["url"], data["kind"])
        source.name, source.next_run_at = data["name"], timezone.now()
        source.save(update_fields=["name", "next_run_at"])
        return source


class SourceEditView(EditView):
    """Settings of a source, and a button that reads it now."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"runs": self.object.runs.all()[:5]}


class SourceIndexView(IndexView):
    """Sources, each with its runs a click away."""

    def get_list_more_buttons(self, instance: Source) -> list[Button]:
        buttons: list[Button] = super().get_list_more_buttons(instance)
        runs = reverse("wagtailsnippets_council_importrun:list")
        return [*buttons, Button(_("Läufe"), url=f"{runs}?source={instance.pk}", icon_name="history", priority=20)]


class SourceViewSet(SnippetViewSet):
    """Council systems that are read."""

    model = Source
    icon = "download"
    menu_label = _("Quellen")
    copy_view_enabled = False
    list_display = ("name", "kind", "enabled", "every_hours", "last_complete_at", "next_run_at")
    add_view_class = SourceCreateView
    edit_view_class = SourceEditView
    index_view_class = SourceIndexView
    edit_template_name = "council/office/source_edit.html"
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel(name) for name in ("name", "enabled", "every_hours", "mode")], _("Lesen")),
            MultiFieldPanel([FieldPanel(name) for name in ("mirror_files", "max_vanish_percent")], _("Vorsicht")),
            FieldPanel("known_gaps"),
            MultiFieldPanel(
                [FieldPanel(name, read_only=True) for name in ("kind", "last_complete_at", "last_full_at")],
                _("Stand"),
            ),
        ],
        base_form_class=SourceForm,
    )

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Nobody deletes a source here."""
        return SourcePolicy(Source)


class RunViewSet(SnippetViewSet):
    """What happened each time: counts, findings, figures."""

    model = ImportRun
    icon = "history"
    menu_label = _("Läufe")
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_template_name = "council/office/run.html"
    list_display = ("__str__", "outcome", "mode", "started", "finished", "message")
    list_filter = ("source", "outcome")

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Runs are read, never written."""
        return ReadOnlyPolicy(ImportRun)


class CorrectionViewSet(SnippetViewSet):
    """What editors laid over the source, by whom and why."""

    model = Correction
    icon = "edit"
    menu_label = _("Berichtigungen")
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = ("__str__", "value", "reason", "author", "created")
    list_filter = ("oparl_type", "field", "source")

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Corrections are made where the object is."""
        return ReadOnlyPolicy(Correction)


class CouncilGroup(SnippetViewSetGroup):
    """The council in the menu."""

    menu_label = _("Rat")
    menu_icon = "group"
    menu_name = "rat"
    items = (SourceViewSet, RunViewSet, CorrectionViewSet)
