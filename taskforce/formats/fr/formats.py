"""French: 1 234,5."""

from taskforce.formats.house import *  # noqa: F403  # Django reads the names of this module

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u202f"
