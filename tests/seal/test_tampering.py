"""Whatever is done to a sealed journal is found; a hundred more of each kind are tried by tests/heavy."""

from __future__ import annotations

import pytest

from taskforce.kernel.seal.verdict import ALTERED, INTACT, verify
from tests.access.world import undone
from tests.cast import Cast
from tests.seal import chain, tampering


@pytest.mark.parametrize("attack", tampering.ATTACKS)
def test_an_attack_is_found_against_the_last_anchor(attack: str, cast: Cast) -> None:
    """Three of each kind; untouched, the same chain is intact."""
    scene = tampering.scene(chain.write(30), seed=7)
    assert verify(anchors=[scene.anchor]).code == INTACT
    for _each in range(3):
        with undone():
            what = tampering.ATTACKS[attack](scene)
            verdict = verify(anchors=[scene.anchor])
        assert verdict.code == ALTERED, what
        assert verdict.wrong[0], what
    assert verify(anchors=[scene.anchor]).code == INTACT
