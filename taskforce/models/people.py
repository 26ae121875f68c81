"""People with an account. What they may do comes from their seats alone: there is no superuser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from taskforce.kernel.trail import TrackedQuerySet, Trail

if TYPE_CHECKING:
    from taskforce.models.mandates import Mandates


class UserQuerySet(TrackedQuerySet):
    """People, as seen by someone."""

    def visible_to(self, person: Any) -> UserQuerySet:
        """Keep oneself and the people who sit, or sat, in workspaces one may see or whose seats one keeps."""
        seen = person.mandates.where("see_workspace") | person.mandates.where("seat_people")
        return self.filter(models.Q(pk=person.pk) | models.Q(seats__workspace__in=seen)).distinct()

    def past_visible_to(self, person: Any) -> UserQuerySet:
        """Keep the past of an account for its owner and for those who keep seats of this person: it tells addresses."""
        kept = person.mandates.where("seat_people")
        return self.filter(models.Q(pk=person.pk) | models.Q(seats__workspace__in=kept)).distinct()

    def holding(self, key: int, epoch: int) -> Any:
        """Return the person of a token or a feed made in this epoch, or None when their access was renewed or closed since."""
        return self.filter(pk=key, epoch=epoch, is_active=True).first()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Finds people by their e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Any:
        """Return the person with this address."""
        return self.get(email__iexact=username)

    def machine(self, name: str) -> Any:
        """Return the account under which a command acts: it has no password, is closed and holds nothing."""
        email = f"{name}{User.MACHINE}"
        return self.filter(email=email).first() or self.model(email=email, name=name, is_active=False)


class User(AbstractBaseUser):
    """A person with an account."""

    class Digest(models.TextChoices):
        """How often somebody is mailed what can wait."""

        DAILY = "daily", _("Every day at seven")
        WEEKLY = "weekly", _("Every Monday at seven")
        NONE = "none", _("Never")

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")], default="fr"
    )
    digest = models.CharField(_("digest of notices"), max_length=6, choices=Digest, default=Digest.DAILY)
    first_steps = models.BooleanField(_("first steps shown"), default=True)
    buttons = models.JSONField(_("buttons of the quick log"), default=list, blank=True)
    is_active = models.BooleanField(_("account open"), default=True)
    epoch = models.PositiveIntegerField(_("access renewed"), default=0, editable=False)
    last_login = None  # who was here when is the journal's business, not a column's

    MACHINE = "@machine.invalid"

    if TYPE_CHECKING:
        authenticator_set: Any  # allauth's: second factors and recovery codes
        socialaccount_set: Any  # allauth's: identities of the organisation's own sign-in

    objects = UserManager()
    history = Trail(excluded_fields=["password"])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        base_manager_name = "objects"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Compare, without rehashing in passing: signing in changes nothing that is tracked."""
        return check_password(raw_password, self.password)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Tie sessions to the password and the epoch: when either changes, they are dead at their next request."""
        salted = salted_hmac("taskforce.models.User", f"{self.epoch}:{self.password}", secret=secret, algorithm="sha256")
        return str(salted.hexdigest())

    @property
    def is_machine(self) -> bool:
        """Whether this is the account of a command, which holds no permission and passes only rules that ask for none."""
        return self.email.endswith(self.MACHINE)

    @property
    def factors(self) -> models.QuerySet[Any]:
        """The second factors of this account; recovery codes alone are none."""
        found: models.QuerySet[Any] = self.authenticator_set.exclude(type="recovery_codes")
        return found

    @property
    def workspace(self) -> None:
        """No workspace: a person sits in several."""
        return

    def sit_only(self, seat: int) -> None:
        """Hold no more, from here on, than one seat gives: so a program acts."""
        from taskforce.models.mandates import Mandates  # noqa: PLC0415  # as below

        self.mandates = Mandates(self, only=seat)

    @cached_property
    def mandates(self) -> Mandates:
        """What this person may do, and where: read once per request."""
        from taskforce.models.mandates import Mandates  # noqa: PLC0415  # mandates read seats, seats point to people

        return Mandates(self)
