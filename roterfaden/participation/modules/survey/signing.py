"""Who answers: known people, or guests with an address. Answers stand under no name, and nothing is published of them
but figures; so there is no consent to publication to ask for (legal basis: models/answers.py).
"""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from roterfaden.contributions.guests import Signing


class AnswerSigning(Signing):
    """The part of the form below the questions."""

    def __init__(self, request: HttpRequest, data: QueryDict | None = None) -> None:
        super().__init__(request, data, names=False)
        del self.fields["consent"]

    def _ask_for_consent(self) -> None:
        """Kept by the parent for words that are published."""
