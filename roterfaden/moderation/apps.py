"""App configuration."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "roterfaden.moderation"
    label = "moderation"

    def ready(self) -> None:
        """Tell the registries what this room has."""
        from django.utils.translation import gettext_lazy as _

        from roterfaden.contributions import registry as contributions
        from roterfaden.design.navigation import Entry, register
        from roterfaden.moderation import listening, notes
        from roterfaden.moderation.checks import looking, repeats, words
        from roterfaden.moderation.checks.screening import screen
        from roterfaden.moderation.events import register_entries
        from roterfaden.moderation.house import first_rules
        from roterfaden.moderation.inbox_sources import register_sources
        from roterfaden.moderation.letters import register_letters
        from roterfaden.moderation.people import register_people
        from roterfaden.moderation.targets import register_contributions
        from roterfaden.moderation.things import register_things
        from roterfaden.operation.preparing import with_first_content

        register_contributions()
        register_things()
        register_entries()
        register_letters()
        register_sources()
        register_people()
        for module in (words, repeats):
            module.register_check()
        looking.register_checks()
        contributions.check(screen)
        contributions.waits.append(listening.waits)
        contributions.suspensions.append(notes.suspension)
        contributions.register_action(notes.report_link)
        contributions.register_explainer(notes.explain)
        with_first_content(first_rules)
        register(Entry(_("Spielregeln"), "moderation:rules", order=85, place="foot"))
        register(Entry(_("Moderation"), "moderation:log", order=86, place="foot"))
