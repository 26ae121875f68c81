"""The taskforce app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TaskforceConfig(AppConfig):
    """See docs/architecture.md."""

    name = "taskforce"

    def ready(self) -> None:
        """Fill the registry of rules and the names of acts."""
        autodiscover_modules("rules", "words")
