"""Questions, answers, and what is published of them."""

from roterfaden.participation.modules.survey.models.answers import Ballot, Participation, Waiting
from roterfaden.participation.modules.survey.models.corrections import Correction
from roterfaden.participation.modules.survey.models.paper import Sheet, Way
from roterfaden.participation.modules.survey.models.questions import Axis, Kind, Option, Question
from roterfaden.participation.modules.survey.models.results import FreeText, Publication, TextState
from roterfaden.participation.modules.survey.models.survey import Survey

__all__ = [
    "Axis",
    "Ballot",
    "Correction",
    "FreeText",
    "Kind",
    "Option",
    "Participation",
    "Publication",
    "Question",
    "Sheet",
    "Survey",
    "TextState",
    "Waiting",
    "Way",
]
