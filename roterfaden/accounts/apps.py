"""App configurations: our accounts, and Wagtail's pages about accounts with our restriction."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "roterfaden.accounts"
    label = "accounts"
    verbose_name = _("Konten")


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "roterfaden.accounts.viewsets.UserViewSet"
