"""What the environment gives: a value itself, or the file in which it stands."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

# Each may stand in a file instead, named by the variable with _FILE behind it: a file can be read by one account only.
SECRETS = (
    "SECRET_KEY", "SECRET_KEY_FALLBACKS", "DATABASE_URL", "SEALER_DATABASE_URL", "ERASER_DATABASE_URL", "OIDC_CLIENT_SECRET",
    "EMAIL_HOST_PASSWORD", "METRICS_TOKEN",
)  # fmt: skip


def secret(name: str) -> str:
    """Read a secret from its variable or from its file; empty where neither is given."""
    if name not in SECRETS:
        raise ImproperlyConfigured(f"{name} is none of {', '.join(SECRETS)}.")
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE={file} cannot be read: {error.strerror}.") from error
    return os.environ.get(name, "")
