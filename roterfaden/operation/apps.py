"""App configuration."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class OperationConfig(AppConfig):
    name = "roterfaden.operation"
    label = "operation"
    verbose_name = _("Betrieb")

    def ready(self) -> None:
        """Let every room register its jobs (`jobs.py`), check-ups (`checkups.py`) and erasers (`erasers.py`)."""
        from roterfaden.operation.keeping import register_secret_key

        register_secret_key()
        autodiscover_modules("jobs")
        autodiscover_modules("erasers")
        autodiscover_modules("checkups")
