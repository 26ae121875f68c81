"""The links that let somebody choose a new password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class ResetLink(PasswordResetTokenGenerator):
    """A link that dies with its use, with the password, with time and with the person's epoch."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.epoch}{user.is_active}"
