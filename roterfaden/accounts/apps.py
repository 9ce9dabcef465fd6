"""App configurations: our accounts, and Wagtail's pages about accounts with our restriction."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "roterfaden.accounts"
    label = "accounts"
    verbose_name = _("Konten")

    def ready(self) -> None:
        """Listen to allauth, and show the way to the own page."""
        from roterfaden.accounts import signals  # noqa: F401 – receivers register themselves
        from roterfaden.design.navigation import Entry, register

        register(Entry(_("Mein Konto"), "people:mine", order=75, place="foot"))


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "roterfaden.accounts.viewsets.UserViewSet"
