"""Feedback and known gaps in the back office."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from roterfaden.pages.actions import settle
from roterfaden.pages.models import Feedback, KnownGap


class NobodyAdds(ModelPermissionPolicy):
    """Messages come from visitors alone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class FeedbackEditView(EditView):
    """Only state and note are ours to change."""

    def save_instance(self) -> Feedback:
        data = self.form.cleaned_data
        return settle(self.form.instance, data["state"], data["note"])


class FeedbackViewSet(SnippetViewSet):
    """What visitors wrote, and what became of it."""

    model = Feedback
    icon = "comment"
    menu_label = _("Rückmeldungen")
    list_display = ("__str__", "created", "page", "state")
    list_filter = ("state", "kind")
    search_fields = ("message", "page")
    edit_view_class = FeedbackEditView
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel(name, read_only=True) for name in ("created", "kind", "message", "page", "name", "email")],
                _("Nachricht"),
            ),
            MultiFieldPanel([FieldPanel("state"), FieldPanel("note")], _("Was daraus wurde")),
        ]
    )

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Staff read and settle messages; nobody invents one."""
        return NobodyAdds(Feedback)


class KnownGapViewSet(SnippetViewSet):
    """What the accessibility statement lists."""

    model = KnownGap
    icon = "warning"
    menu_label = _("Bekannte Lücken")
    list_display = ("area", "what", "since", "planned", "mended")
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel(name) for name in ("area", "what", "instead")], _("Deutsch")),
            MultiFieldPanel([FieldPanel(f"{name}_en") for name in ("area", "what", "instead")], _("Englisch")),
            MultiFieldPanel(
                [
                    FieldPanel(name)
                    for name in ("criterion", "since", "planned", "planned_note", "planned_note_en", "mended")
                ],
                _("Stand"),
            ),
        ]
    )


class VisitorsGroup(SnippetViewSetGroup):
    """What has to do with visitors."""

    menu_label = _("Besucher*innen")
    menu_icon = "group"
    items = (FeedbackViewSet, KnownGapViewSet)


register_snippet(VisitorsGroup)
