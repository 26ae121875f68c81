"""A fault at every statement of every service: all of it happened, or nothing did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import TestCase

from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from tests.cast import Cast
from tests.faults.recipes import BY, RECIPES, Recipe
from tests.faults.rows import contents

pytestmark = pytest.mark.walks
APPS = ("taskforce", "hotspots", "actions", "reports")
BEFORE, AFTER = "before", "after"


@dataclass
class Fault:
    """Counts the statements sent and, at the one wanted, fails before or after it is done."""

    at: int = 0
    when: str = BEFORE
    error: type[BaseException] = DatabaseError
    sent: int = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Send the statement, or fail."""
        self.sent += 1
        if self.sent == self.at and self.when == BEFORE:
            raise self.error(sql)
        result = execute(sql, params, many, context)
        if self.sent == self.at:
            raise self.error(sql)
        return result


@dataclass
class Trial:
    """A service in a scene prepared for it, to be tried again and again."""

    recipe: Recipe
    by: Any
    given: dict[str, Any]
    before: str = field(default_factory=contents)

    @property
    def service(self) -> Callable[..., Any]:
        """The service itself."""
        app, _, name = self.recipe.service.partition(".")
        return getattr(import_module(f"{app}.services"), name)

    def run(self, fault: Fault) -> None:
        """Do it with things of its own, as each request has, while the fault watches."""
        by, given = deepcopy((self.by, self.given))
        with connection.execute_wrapper(fault):
            self.service(by=by, **given)

    def fail(self, fault: Fault) -> str:
        """Do it with a fault; say what is half done, which must be nothing.

        Django asks the database whether a row would keep its constraints, takes a failing answer for yes and leaves it to the database to
        refuse the row: a fault there may go unnoticed, and then everything must be done.
        """
        acts, waiting = Act.objects.count(), len(connection.run_on_commit)
        with transaction.atomic():
            try:
                self.run(fault)
            except fault.error:
                left = [] if contents() == self.before else ["rows"]
                left += ["a deed for after the commit"] if len(connection.run_on_commit) != waiting else []
            else:
                whole = fault.error is DatabaseError and Act.objects.count() == acts + 1
                left = [] if whole else ["a fault overheard"]
                transaction.set_rollback(True)
        left += ["a mail"] if mail.outbox else []
        return f"{self.recipe.service}, statement {fault.at}, {fault.when}: {', '.join(left)}" if left else ""


@contextmanager
def prepared(recipe: Recipe, cast: Cast) -> Iterator[Trial]:
    """Prepare the scene, as the clerk, for as long as the trial lasts."""
    with transaction.atomic():
        with acting(cast.clerk, "tests.arrange"):
            by = BY[recipe.by](cast) if recipe.by in BY else getattr(cast, recipe.by)
            given = recipe.given(cast)
        yield Trial(recipe, by, given)
        transaction.set_rollback(True)


def faults(statements: int) -> Iterator[Fault]:
    """One before and one after each statement, errors of the database and interrupts by turns.

    The last statement is the end of the transaction: the database takes it or not, and once it has, everything has happened.
    """
    for at in range(1, statements + 1):
        for when in (BEFORE, AFTER) if at < statements else (BEFORE,):
            interrupt = (at + (when == AFTER)) % 2 and at < statements
            yield Fault(at, when, KeyboardInterrupt if interrupt else DatabaseError)


def test_every_service_has_a_recipe() -> None:
    """A service nobody has seen fail does not enter the house."""
    offered = {f"{app}.{name}" for app in APPS for name in import_module(f"{app}.services").__all__}
    assert {one.service for one in RECIPES} == offered


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.service)
def test_a_fault_leaves_nothing_half_done(recipe: Recipe, cast: Cast) -> None:
    """Wherever it strikes, the database is as before, no act is left, no mail is sent; without it all is done and mailed once."""
    with prepared(recipe, cast) as trial:
        count = Fault()
        with transaction.atomic():
            trial.run(count)
            transaction.set_rollback(True)
        halves = [half for fault in faults(count.sent) if (half := trial.fail(fault))]
        assert not halves, "\n".join(halves)
        assert count.sent > 4
        acts = Act.objects.count()
        with TestCase.captureOnCommitCallbacks(execute=True):
            trial.run(Fault())
        assert Act.objects.count() == acts + 1
        assert contents() != trial.before
        assert len(mail.outbox) == recipe.mails
