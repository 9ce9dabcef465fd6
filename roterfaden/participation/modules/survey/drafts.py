"""What the office types: a question with its options, before it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from roterfaden.participation.modules.survey.models import Axis, Question

FIELDS = (
    *("kind", "text", "text_en", "help", "help_en", "required", "least", "most"),
    *("low", "low_en", "high", "high_en"),
)
#: What may be corrected when answers exist.
WORDS = ("text", "text_en", "help", "help_en", "low", "low_en", "high", "high_en")
SEPARATOR = "|"


@dataclass(frozen=True)
class Wording:
    """An option in both languages."""

    text: str
    text_en: str = ""

    @property
    def line(self) -> str:
        """As it is typed: "Bäume | Trees"."""
        return f"{self.text} {SEPARATOR} {self.text_en}" if self.text_en else self.text


@dataclass(frozen=True)
class QuestionDraft:
    """A question. `after`: the earlier question that it hangs on, with the values that lead to it."""

    kind: str
    text: str
    text_en: str = ""
    help: str = ""
    help_en: str = ""
    required: bool = False
    least: int = 0
    most: int = 0
    low: str = ""
    low_en: str = ""
    high: str = ""
    high_en: str = ""
    options: tuple[Wording, ...] = ()
    rows: tuple[Wording, ...] = ()
    after: int | None = None
    values: tuple[int, ...] = ()

    @classmethod
    def of(cls, question: Question) -> QuestionDraft:
        """A saved one."""
        return cls(
            **{name: getattr(question, name) for name in FIELDS},
            options=tuple(Wording(option.text, option.text_en) for option in question.choices()),
            rows=tuple(Wording(option.text, option.text_en) for option in question.rows()),
            after=question.if_question_id,
            values=tuple(question.if_values),
        )

    def of_axis(self, axis: str) -> tuple[Wording, ...]:
        """Options or statements."""
        return self.rows if axis == Axis.ROW else self.options


def read_lines(text: str) -> tuple[Wording, ...]:
    """One option a line; what stands behind the bar is its English."""
    found = []
    for line in text.splitlines():
        german, _bar, english = line.partition(SEPARATOR)
        if german.strip():
            found.append(Wording(german.strip(), english.strip()))
    return tuple(found)
