"""The buttons of the quick log: those somebody chose come first, then what their organisation logs most."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from actions import desk
from actions import services as deeds
from actions.forms import options_of
from actions.models import Action, Target
from taskforce.models import Act, User
from tests.cast import Cast, an_entry

pytestmark = pytest.mark.django_db


def several(cast: Cast, how_many: int = 8) -> list[str]:
    """Give the street workers more actions to log on; their buttons by name, as the plan lists them."""
    for number in range(how_many):
        action = Action.objects.create(
            workspace=cast.plan.workspace, plan=cast.plan, code=f"P{number + 10}", axis="prevention", title=f"Action {number}",
            organisation=cast.organisation("SOCIAL"), state="running", start=date(2024, 1, 8), due=date(2024, 12, 31),
        )  # fmt: skip
        Target.objects.create(workspace=cast.plan.workspace, action=action, measure=cast.measure("contacts"))
    return [f"TST-01/P{number + 10}/contacts" for number in range(how_many)]


def shown(client: Client, person: User) -> list[str]:
    """The buttons on the page, in their order."""
    client.force_login(person)
    page = client.get("/log/?at=TST-01")
    return [one.value for one in page.context["form"].options]


def test_chosen_buttons_come_first_and_what_is_used_most_fills_the_rest(arranging: Cast, client: Client) -> None:
    """In the order they were chosen; six in all; without a choice, as before."""
    names = several(arranging)
    for day in (1, 2):
        an_entry(arranging.action("P15"), contacts="2", day=date(2024, 11, day))
    used = ["TST-01/P15/contacts"]
    assert shown(client, arranging.worker)[0] == used[0]
    deeds.choose_buttons(by=arranging.worker, reference="TST-01", buttons=[names[7], names[2]])
    found = shown(client, arranging.worker)
    assert found[:3] == [names[7], names[2], used[0]]
    assert len(found) == 6
    assert shown(client, arranging.colleague)[0] == used[0]
    deeds.choose_buttons(by=arranging.worker, reference="TST-01", buttons=[])
    assert shown(client, arranging.worker)[0] == used[0]


def test_six_at_most_and_only_what_one_may_log(arranging: Cast, client: Client) -> None:
    """The page says so at the field; what is not offered is not taken."""
    names = several(arranging)
    client.force_login(arranging.worker)
    page = client.post("/log/buttons/TST-01/", {"buttons": names[:7]}).content.decode()
    assert "Choose six at most." in page
    assert "Error:" in client.post("/log/buttons/TST-01/", {"buttons": ["TST-01/S1/drugs"]}).content.decode()
    assert User.objects.get(pk=arranging.worker.pk).buttons == []
    with pytest.raises(ValidationError):
        deeds.choose_buttons(by=arranging.worker, reference="TST-01", buttons=names[:7])
    answer = client.post("/log/buttons/TST-01/", {"buttons": names[:6]})
    assert answer["Location"] == "/log/?at=TST-01"
    assert User.objects.get(pk=arranging.worker.pk).buttons == names[:6]


def test_buttons_of_another_workspace_stay(cast: Cast) -> None:
    """Each is chosen where it is used."""
    deeds.choose_buttons(by=cast.worker, reference="TST-02", buttons=["TST-02/P1/contacts"])
    deeds.choose_buttons(by=cast.worker, reference="TST-01", buttons=["TST-01/P1/contacts", "TST-02/P9/contacts"])
    assert User.objects.get(pk=cast.worker.pk).buttons == ["TST-02/P1/contacts", "TST-01/P1/contacts"]
    assert cast.worker.history.filter(act__code="actions.choose_buttons").count() == 2
    deeds.choose_buttons(by=cast.worker, reference="TST-01", buttons=["TST-01/P1/contacts"])  # as they are
    assert cast.worker.history.filter(act__code="actions.choose_buttons").count() == 2


def test_a_button_that_is_gone_leaves_its_place(cast: Cast) -> None:
    """What was chosen and may be logged no more is not shown, and nothing breaks."""
    mine = desk.loggable(cast.worker, cast.hotspot.workspace)
    found = options_of([one for one in mine if one.code == "P1"], [], ["TST-01/GONE/contacts", "TST-01/P1/contacts"])
    assert [one.value for one in found] == ["TST-01/P1/contacts"]


def test_nobody_chooses_where_they_do_not_log(cast: Cast, client: Client) -> None:
    """The page of another task force is not there."""
    client.force_login(cast.worker)
    assert client.get("/log/buttons/TST-02/").status_code == 404


def test_buttons_sent_twice_are_one_act(cast: Cast, client: Client) -> None:
    """The second arrival changes nothing and leads to the same page."""
    client.force_login(cast.worker)
    fields = {"buttons": ["TST-01/P1/contacts"], "client_key": str(uuid4())}
    answers = [client.post("/log/buttons/TST-01/", fields) for _time in range(2)]
    assert Act.objects.filter(code="actions.choose_buttons", by=cast.worker).count() == 1
    assert answers[0]["Location"] == "/log/?at=TST-01"
    assert answers[1].status_code in {200, 302}
    assert client.post("/log/buttons/TST-01/", {**fields, "buttons": []}).status_code != 302
    assert User.objects.get(pk=cast.worker.pk).buttons == ["TST-01/P1/contacts"]
