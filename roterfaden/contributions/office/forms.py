"""Forms of the inbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.actions import AnswerDraft
from roterfaden.contributions.forms import LineField, TextField
from roterfaden.contributions.kinds import COMMENT, QUESTION
from roterfaden.contributions.models import Answer, Channel, TextBlock
from roterfaden.kit.dates import BERLIN

LONGEST_ANSWER = 20_000
DRAFT, NOW, LATER = "entwurf", "jetzt", "geplant"


class AnswerForm(forms.Form):
    """An official answer. `version` is that of the draft it was opened with."""

    text = TextField(LONGEST_ANSWER, rows=12, label=_("Antwort"), required=False)
    text_en = TextField(LONGEST_ANSWER, rows=4, label=_("Antwort (englisch)"), required=False)
    office = LineField(200, label=_("Es antwortet"), help_text=_("So steht es öffentlich über der Antwort."))
    at = forms.DateTimeField(
        label=_("Veröffentlichen am"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M"],
        help_text=_("Nur für „Zur gewählten Zeit veröffentlichen“."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, answer: Answer | None, office: str) -> AnswerForm:
        """The form of a draft, or of an answer that is still to be begun."""
        if answer is None:
            return cls(initial={"office": office})
        at = timezone.localtime(answer.published_at, BERLIN) if answer.published_at else None
        names = ("text", "text_en", "office", "version")
        return cls(initial={name: getattr(answer, name) for name in names} | {"at": at})

    def draft(self, wish: str) -> AnswerDraft:
        """The words; `wish` says when they become public."""
        values = self.cleaned_data
        at: datetime | None = {NOW: timezone.now(), LATER: values.get("at")}.get(wish)
        return AnswerDraft(values["text"], values["office"], values["text_en"], at)

    def check_for(self, wish: str) -> bool:
        """What must be there before it becomes public."""
        if wish in (NOW, LATER) and not self.cleaned_data.get("text"):
            self.add_error("text", _("Ohne Text lässt sich nichts veröffentlichen."))
        if wish == LATER and not self.cleaned_data.get("at"):
            self.add_error("at", _("Bitte wählen Sie Tag und Uhrzeit."))
        return not self.errors


class BlockForm(forms.Form):
    """Which text block goes into the answer."""

    block = forms.ModelChoiceField(TextBlock.objects.all(), label=_("Textbaustein"))


class AssignForm(forms.Form):
    """Who deals with it."""

    user: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        None, label=_("Zuständig"), required=False, empty_label=_("niemand Bestimmtes")
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues()


class DeputyForm(forms.Form):
    """Who stands in, from when to when."""

    deputy: forms.ModelChoiceField[Any] = forms.ModelChoiceField(None, label=_("Wer vertritt Sie?"))
    start = forms.DateField(label=_("ab"), widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=_("bis einschließlich"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["deputy"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues()


class SheetForm(forms.Form):
    """A comment or question from paper, telephone or the hall."""

    reference = LineField(60, label=_("Nummer des Bogens, der Karte oder des Anrufs"))
    channel = forms.ChoiceField(
        label=_("Wie kam es?"), choices=[choice for choice in Channel.choices if choice[0] != Channel.ONLINE]
    )
    kind = forms.ChoiceField(label=_("Art"), choices=[(COMMENT, _("Kommentar")), (QUESTION, _("Frage"))])
    text = TextField(5_000, label=_("Wortlaut"), help_text=_("Wie auf dem Bogen, ohne Namen und Kontaktdaten."))


def colleagues() -> Any:
    """Active accounts of the staff who may see contributions."""
    from django.contrib.auth.models import Permission
    from django.db.models import Q

    permissions = Permission.objects.filter(content_type__app_label="contributions", codename="view_contribution")
    may = Q(groups__permissions__in=permissions) | Q(user_permissions__in=permissions) | Q(is_superuser=True)
    return get_user_model().objects.filter(may, is_active=True).distinct().order_by("last_name", "username")
