"""App configuration."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "roterfaden.participation.modules.survey"
    label = "surveys"

    def ready(self) -> None:
        """Tell the registries what this module has."""
        from django.utils.translation import gettext_lazy as _

        from roterfaden.operation.keeping import keep_apart
        from roterfaden.participation.modules.survey import keys
        from roterfaden.participation.modules.survey.events import register_events
        from roterfaden.participation.modules.survey.guests import register_guests
        from roterfaden.participation.modules.survey.module import register_modules
        from roterfaden.participation.modules.survey.people import register_people

        loss = _(
            "Ohne sie kann eine laufende Umfrage nicht ausgewertet werden. Kopien nach der Auswertung löschen: sonst "
            "bleiben Antworten lesbar."
        )
        keep_apart("survey_keys", keys.folder, loss)
        register_modules()
        register_events()
        register_guests()
        register_people()
