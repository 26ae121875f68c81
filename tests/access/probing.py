"""What would notice that a guard is gone: the table of rules, of rows, of addresses, of choices, and what is hidden from whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import unwrap
from random import Random
from typing import Any

from django.urls import reverse

from taskforce.kernel.acts import acting
from tests.access.canaries import overheard
from tests.access.interference import HIDDEN, Onlooker
from tests.access.mutants import ROOT, Mutant
from tests.access.pages import PAGES, Page
from tests.access.test_choices import wrong_choices
from tests.access.test_lists import wrong_dates, wrong_lists, wrong_tiers, wrong_waits, wrong_words
from tests.access.test_matrix import CASES, Case, passing
from tests.access.test_rows import MODELS, deviations, people
from tests.access.test_urls import VIEWS, ready
from tests.access.walking import PERSONAS, TARGETS, THE_REGION, Door, allowed, paths, plainly, targets
from tests.access.world import Side, World, undone
from tests.cast import Cast

ONLOOKERS = ("observer", "coordinator_elsewhere", "member", "head", "association")


def caught(world: World, door: Door, mutant: Mutant) -> bool:
    """Say whether anything notices."""
    try:
        with undone():
            return any(found for probe in PROBES[mutant.room] for found in probe(world, door, mutant))
    except Exception:  # noqa: BLE001  # a page or a test that breaks has noticed
        return True


def by_rules(_world: World, _door: Door, mutant: Mutant) -> Iterator[str]:
    """Ask the table of rules, those nearest to the guard first."""
    app = mutant.path.split("/")[0] or mutant.function.split(".")[0]
    near = mutant.function.rsplit(".", 1)[-1]
    mine = [case for case in CASES if case.rule.startswith(f"{app}.")]
    yield from (found for case in sorted(mine, key=lambda one: not one.rule.endswith(f".{near}")) if (found := wrong_case(case)))


def wrong_case(case: Case) -> str:
    """Say who passes against the table."""
    with undone(), acting((cast := Cast()).clerk, "tests.arrange"):
        found = passing(case, cast)
    return "" if found == set(case.passing.split()) else f"{case.rule}, {case.when}: {found}"


def by_rows(_world: World, _door: Door, mutant: Mutant) -> Iterator[str]:
    """Ask which rows everybody reads, beginning with those whose queryset holds the guard."""
    everybody, holder = people(), mutant.function.rsplit(".", 1)[0]
    far = {model: holder not in {one.__qualname__ for one in type(model._default_manager.all()).__mro__} for model in MODELS}
    yield from (found for model in sorted(MODELS, key=far.__getitem__) for found in deviations(model, everybody))


def by_seats(_world: World, _door: Door, _mutant: Mutant) -> Iterator[str]:
    """Ask the rules that seats decide."""
    wanted = ("taskforce.confirm_seat", "actions.submit_plan", "actions.propose_action", "taskforce.sign_charter")
    yield from (found for case in CASES if case.rule in wanted if (found := wrong_case(case)))


def by_dates(world: World, _door: Door, _mutant: Mutant) -> Iterator[str]:
    """Ask when a seat gives what it gives."""
    yield from wrong_dates(world)
    yield from wrong_tiers(world)
    yield from wrong_words(world)
    yield from wrong_waits(world)


def by_lists(_world: World, door: Door, _mutant: Mutant) -> Iterator[str]:
    """Ask which words stand in which lists."""
    yield from wrong_lists(door)


def by_choices(world: World, _door: Door, _mutant: Mutant) -> Iterator[str]:
    """Ask what every select box offers, and what everybody reads as figures."""
    yield from wrong_choices(world)


def rows_of(mutant: Mutant) -> list[Page]:
    """The rows of the table that a view, or a helper beside it, answers."""
    code = {row.name: unwrap(VIEWS[row.name]).__code__ for row in PAGES}
    same = [row for row in PAGES if code[row.name].co_filename == str(ROOT / mutant.path)]
    exact = [row for row in same if code[row.name].co_qualname == mutant.function]
    return exact or same or list(PAGES)


def by_pages(world: World, door: Door, mutant: Mutant) -> Iterator[str]:
    """Ask everybody for the pages of the view, with parts of the address from two places too."""
    for row in rows_of(mutant):
        with undone():
            ready(world, row)
            yield from _answers(world, door, row)


def _answers(world: World, door: Door, row: Page) -> Iterator[str]:
    for target in targets(row)[: -1 if not row.shared else None]:
        side = world.sides[TARGETS[target]]
        for path in paths(row, side, target):
            yield from _answers_at(door, row, side, target, path)
    here, there = (row.args(world.sides[one]) for one in ("TST-01", "TST-02"))
    if len(here) > 1 and here[1:] != there[1:] and here[0] != there[0]:
        mixed = reverse(row.name, args=[here[0], *there[1:]])
        yield from (_answer(door, name, mixed, frozenset({404}), "") for name in ("head", "worker"))


def _answers_at(door: Door, row: Page, side: Side, target: str, path: str) -> Iterator[str]:
    asked = [(name, allowed(row, side, target, name, "get")) for name in PERSONAS[:-1]]
    yield from (_answer(door, name, path, wanted, side.reference) for name, wanted in asked if not path.endswith(".pdf") or wanted != {200})


def _answer(door: Door, name: str, path: str, wanted: frozenset[int], where: str) -> str:
    """Say how an answer is not as written; nothing if it is."""
    answer = door.ask(name, "get", path)
    if name == "outsider" and any(word in plainly(answer) for word in THE_REGION):
        return f"{path}: a stranger reads of the region"
    heard = overheard(name, answer.content.decode(errors="ignore"), where if path.count("/") > 2 else "")
    return "" if answer.status_code in wanted and not heard else f"{path} {name} {answer.status_code} {heard}"


def by_hiding(world: World, door: Door, mutant: Mutant) -> Iterator[str]:
    """Let everything hidden from an onlooker happen at once and look at the pages of the view."""
    paths = list(
        dict.fromkeys(reverse(row.name, args=row.args(world.sides[one])) for one in ("TST-01", "TST-02") for row in rows_of(mutant))
    )
    for name in ONLOOKERS:
        it = Onlooker(world, door, name)
        yield from it.differences([one for one in paths if not one.endswith(".pdf")], everything(world, name))


def everything(world: World, name: str) -> Callable[[], None]:
    """Everything that is hidden from somebody, one after the other."""

    def happening() -> None:
        rng = Random(name)  # noqa: S311  # no secret
        for where, acts in HIDDEN[name].items():
            for act in acts:
                act(world.sides[where], rng)

    return happening


Probe = Callable[[World, Door, Mutant], Iterator[str]]
PROBES: dict[str, tuple[Probe, ...]] = {
    "rules": (by_rules, by_dates),
    "models": (by_rows, by_dates, by_seats),
    "forms": (by_choices,),
    "figures": (by_choices,),
    "services": (by_choices,),
    "views": (by_pages, by_lists, by_hiding),
    "desk": (by_hiding, by_lists, by_pages),
}


def survivors(world: World, door: Door, given: list[Any], taken_out: Any) -> list[str]:
    """Take out each guard and name those nobody missed."""
    found = []
    for mutant in given:
        with taken_out(mutant):
            noticed = caught(world, door, mutant)
        found += [] if noticed else [str(mutant)]
    return found
