"""The trail: what a thing looked like before, each history row tied to the act that made it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from simple_history.manager import HistoricalQuerySet
from simple_history.models import HistoricalRecords

from taskforce.kernel.acts import CHECKS, current
from taskforce.kernel.journal import Act, Frozen, fresh_salt
from taskforce.kernel.sending import compare


class Untracked(RuntimeError):
    """A bulk write would leave no trace."""


class Stamp(models.Model):
    """What a history row says beyond the row itself: the act that made it. Rows are only added."""

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="+")
    salt = models.CharField(max_length=32, default=fresh_salt, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a written row stays as it is."""
        if self.pk is not None:
            raise Frozen(self._meta.label)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Any:
        """Refuse: history only grows."""
        raise Frozen(self._meta.label)


class TrailQuerySet(HistoricalQuerySet):  # type: ignore[misc]
    """History rows, only ever added and read."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise Frozen(self.model._meta.label)

    update = delete = bulk_update = _refuse


class Trail(HistoricalRecords):  # type: ignore[misc]  # simple_history has no types
    """History that cannot be anonymous: who, when and why are the act's, so they are not written twice."""

    def __init__(self, **options: Any) -> None:
        super().__init__(bases=[Stamp], historical_queryset=TrailQuerySet, **options)

    def copy_fields(self, model: Any) -> dict[str, models.Field[Any, Any]]:
        """Copy the fields without their indexes: history is found by its thing or its workspace."""
        fields: dict[str, models.Field[Any, Any]] = super().copy_fields(model)
        for one in fields.values():
            one.db_index = False  # type: ignore[attr-defined]  # every field has it; the stubs do not
        return fields

    def get_extra_fields(self, model: Any, fields: Any) -> dict[str, Any]:
        """Read person and reason from the act."""
        extra: dict[str, Any] = super().get_extra_fields(model, fields)
        extra["history_user"] = property(lambda row: row.act.by)
        extra["history_change_reason"] = property(lambda row: row.act.reason)
        extra.pop("revert_url")
        return extra

    def get_meta_options(self, model: Any) -> dict[str, Any]:
        """Index what ``as_of`` asks: one thing, or one workspace, at one moment."""
        options: dict[str, Any] = super().get_meta_options(model)
        key = model._meta.pk.attname
        options["indexes"] = [models.Index(fields=[key, "history_date"])]
        if any(one.name == "workspace" for one in model._meta.fields):
            options["indexes"].append(models.Index(fields=["workspace", key, "history_date"]))
        return options

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> None:
        """Write the row, dated and signed by the act in progress, unless it would hide what its author never saw.

        A row that fails a check takes all of its act with it.
        """
        acting = current()
        compare(instance)
        if history_type != "-":
            _check(instance, using)
        act = acting.row
        values = {one.attname: getattr(instance, one.attname) for one in self.fields_included(instance)}
        history = getattr(instance, self.manager_name).model
        history(act=act, history_date=act.at, history_type=history_type, **values).save(using=using)


def _check(instance: Any, using: str | None) -> None:
    try:
        for check in CHECKS:
            check(instance)
    except ValidationError:
        transaction.set_rollback(True, using=using)  # who swallows the refusal does not keep the row
        raise


class TrackedQuerySet(models.QuerySet[Any]):
    """A queryset that will not write behind history's back."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise Untracked(self.model._meta.label)

    update = bulk_create = bulk_update = _refuse  # every write goes through save()

    def _insert(self, *args: Any, **options: Any) -> Any:
        current()  # before anything is sent: outside a transaction, refusing after it would leave the row without its history
        return super()._insert(*args, **options)  # type: ignore[misc]  # Django's own, behind save()

    def _update(self, values: Any) -> Any:
        current()
        return super()._update(values)  # type: ignore[misc]

    def past_visible_to(self, person: Any) -> Any:
        """Keep the rows whose history the person may read; narrower than ``visible_to`` where rows open up in time."""
        return self.visible_to(person)  # type: ignore[attr-defined]  # a law: every model's queryset has it

    def history_visible_to(self, person: Any) -> Any:
        """Keep the history rows of what the person may read the past of; of what is gone, only where the queryset says so."""
        return self.model.history.filter(**{f"{self.model._meta.pk.attname}__in": self.past_visible_to(person).values("pk")})
