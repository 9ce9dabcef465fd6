"""App configuration."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "roterfaden.participation.modules.questions"
    label = "questiontime"

    def ready(self) -> None:
        """Tell the registries what this module has."""
        from roterfaden.participation.modules.questions.setup import register_all

        register_all()
