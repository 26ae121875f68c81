"""The taskforce app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TaskforceConfig(AppConfig):
    """See docs/architecture.md."""

    name = "taskforce"

    def ready(self) -> None:
        """Fill the registries of rules, of the names of acts, of what is found, and of checks, and let every text be checked."""
        autodiscover_modules("rules", "words", "findable", "checks", "texts")
