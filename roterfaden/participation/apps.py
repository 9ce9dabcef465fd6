"""App configuration."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "roterfaden.participation"
    label = "participation"

    def ready(self) -> None:
        """Tell the registries what this room has."""
        from roterfaden.contributions.kinds import Place, register_place
        from roterfaden.contributions.registry import register_rules
        from roterfaden.moderation.registry import register_area_rules
        from roterfaden.participation import needs, reminding  # noqa: F401 – register themselves
        from roterfaden.participation.events import register_events
        from roterfaden.participation.navigation import register_places
        from roterfaden.participation.own_rules import rules_in_words
        from roterfaden.participation.rules import process_rules
        from roterfaden.participation.search import register_search
        from roterfaden.participation.things import register_things

        register_things()
        register_place(Place("process"))
        register_search()
        register_events()
        register_places()
        register_rules("process", process_rules)
        register_area_rules("process", rules_in_words)
