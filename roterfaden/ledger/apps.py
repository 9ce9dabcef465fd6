"""App configuration."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "roterfaden.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Make entries known as things, the ledger's own kinds, and the page in the footer."""
        from django.utils.translation import gettext_lazy as _

        from roterfaden.accounts.erasing import carried_out_by
        from roterfaden.design.navigation import Entry, register
        from roterfaden.ledger.erasing import erase_through_all
        from roterfaden.ledger.kinds import register_kinds
        from roterfaden.ledger.signing import key_path
        from roterfaden.ledger.things import register_things
        from roterfaden.operation.keeping import keep_apart

        carried_out_by(erase_through_all)
        keep_apart("ledger_key", key_path, _("Ohne ihn kann das Protokollbuch nicht mehr unterschrieben werden."))
        register_things()
        register_kinds()
        register(Entry(_("Protokollbuch"), "ledger:overview", order=95, place="foot"))
