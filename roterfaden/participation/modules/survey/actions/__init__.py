"""What changes surveys and answers."""

from roterfaden.participation.modules.survey.actions.answering import Changed, take
from roterfaden.participation.modules.survey.actions.mixing import mix

__all__ = ["Changed", "mix", "take"]
