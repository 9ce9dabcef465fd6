"""The forms with which people say something. Who speaks is asked beside them (`guests.Signing`)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.kinds import COMMENT, QUESTION, TALK
from roterfaden.contributions.texts import line_of, text_of

STANCES = [("", _("keine Angabe")), ("1", _("dafür")), ("0", _("weder noch")), ("-1", _("dagegen"))]
LONGEST = 5_000


class TextField(forms.CharField):
    """Several lines, cleaned; ValidationError in plain words for what cannot be taken."""

    def __init__(self, longest: int = LONGEST, rows: int = 6, **more: Any) -> None:
        self.longest = longest
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "maxlength": longest}), **more)
        self.validators = []

    def clean(self, value: Any) -> str:
        """The cleaned text; what is only white space is missing."""
        return str(super().clean(text_of(str(value or ""), self.longest)))


class LineField(forms.CharField):
    """One line, cleaned."""

    def __init__(self, longest: int = 200, **more: Any) -> None:
        self.longest = longest
        super().__init__(widget=forms.TextInput(attrs={"maxlength": longest}), **more)
        self.validators = []

    def clean(self, value: Any) -> str:
        """The cleaned line."""
        return str(super().clean(line_of(str(value or ""), self.longest)))


class WordsForm(forms.Form):
    """A comment, a question or a reply. Status, author and the like are never fields: they cannot be assigned."""

    kind = forms.ChoiceField(
        label=_("Was möchten Sie?"),
        choices=[
            (COMMENT, _("einen Kommentar schreiben")),
            (QUESTION, _("eine Frage stellen, die die Stadt beantwortet")),
        ],
        widget=forms.RadioSelect,
        initial=COMMENT,
    )
    text = TextField(label=_("Ihr Text"), help_text=_("Bis zu 5.000 Zeichen, ohne Formatierung."))
    stance = forms.ChoiceField(label=_("Ihre Haltung dazu"), choices=STANCES, required=False)

    def __init__(
        self,
        *args: Any,
        open_kinds: tuple[str, ...] = TALK,
        reply: bool = False,
        stance: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.only = COMMENT if reply else open_kinds[0] if len(open_kinds) == 1 else ""
        if self.only:
            del self.fields["kind"]
        if reply or not stance:
            del self.fields["stance"]

    @property
    def chosen_kind(self) -> str:
        """Which kind was chosen."""
        return self.only or str(self.cleaned_data["kind"])

    @property
    def stance_value(self) -> int | None:
        """The stance as it is kept."""
        value = self.cleaned_data.get("stance", "")
        return int(value) if value else None


class TextForm(forms.Form):
    """Other words, or words to add."""

    text = TextField(label=_("Ihr Text"), help_text=_("Bis zu 5.000 Zeichen, ohne Formatierung."))
