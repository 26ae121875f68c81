"""Five hundred attacks of each of seven kinds on a sealed journal: every one is found against the last anchor."""

from __future__ import annotations

import pytest

from taskforce.kernel.seal.verdict import ALTERED, INTACT, verify
from tests.access.world import undone
from tests.cast import Cast
from tests.seal import chain, tampering
from tests.seal.conftest import on_purpose  # noqa: F401  # a fixture

pytestmark = pytest.mark.heavy
MANY = 500


@pytest.mark.parametrize("attack", tampering.ATTACKS)
def test_every_attack_is_found(attack: str, cast: Cast) -> None:
    """None of five hundred goes unseen, and the untouched chain is intact before and after."""
    scene = tampering.scene(chain.write(60), seed=len(attack))
    assert verify(anchors=[scene.anchor]).code == INTACT
    unseen = []
    for _each in range(MANY):
        with undone():
            what = tampering.ATTACKS[attack](scene)
            if verify(anchors=[scene.anchor]).code != ALTERED:
                unseen.append(what)
    assert verify(anchors=[scene.anchor]).code == INTACT
    print(f"{attack}: {MANY - len(unseen)}/{MANY} found")  # the figure is what it is for
    assert not unseen
