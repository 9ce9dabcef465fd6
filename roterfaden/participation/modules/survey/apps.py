"""App configuration."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "roterfaden.participation.modules.survey"
    label = "surveys"

    def ready(self) -> None:
        """Tell the registries what this module has."""
        from roterfaden.participation.modules.survey.events import register_events
        from roterfaden.participation.modules.survey.guests import register_guests
        from roterfaden.participation.modules.survey.module import register_modules
        from roterfaden.participation.modules.survey.people import register_people

        register_modules()
        register_events()
        register_guests()
        register_people()
