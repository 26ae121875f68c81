"""A report taken as far as a test needs it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from reports import services
from reports.models import Report, Version
from taskforce.models import User
from tests.cast import Cast

TEXTS = {
    "security": "Patrols held.",
    "prevention": "Outreach every week.",
    "neighbourhood": "Streets cleaned.",
    "difficulties": "Staff is short.",
}
DECISIONS = "Fund two posts.\nLight the square."

SignIn = Callable[[User], Client]


class Road:
    """Takes a report along its road, in the usual parts."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def draft(self, report: Report) -> Version:
        """Started and written."""
        who = self._coordinator(report)
        version = services.start_report(by=who, report=report)
        return services.write_sections(by=who, version=version, **TEXTS, decisions=DECISIONS)

    def submitted(self, report: Report) -> Version:
        """Submitted by the coordinator."""
        self.draft(report)
        return services.submit(by=self._coordinator(report), report=report)

    def signed(self, report: Report) -> Version:
        """Signed by the chair."""
        self.submitted(report)
        return self.sign_again(report)

    def returned(self, report: Report, section: str = "prevention") -> Version:
        """Returned with one shared remark; the new draft."""
        version = self.signed(report)
        services.remark(by=self.cast.reviewer, version=version, section=section, text="Say how many evenings.")
        return services.give_back(by=self.cast.reviewer, report=report, reason="One point.")

    def accepted(self, report: Report) -> Version:
        """Accepted by the cell."""
        self.signed(report)
        return services.accept(by=self.cast.reviewer, report=report)

    def submit_again(self, report: Report) -> Version:
        """Submitted once more, whatever version."""
        return services.submit(by=self._coordinator(report), report=report)

    def sign_again(self, report: Report) -> Version:
        """Signed once more."""
        return services.sign(by=self._chair(report), report=report)

    def _coordinator(self, report: Report) -> User:
        who: User = self.cast.coordinator if report.workspace.reference == "TST-01" else self.cast.coordinator_elsewhere
        return who

    def _chair(self, report: Report) -> User:
        who: User = self.cast.mayor if report.workspace.reference == "TST-01" else self.cast.mayor_elsewhere
        return who


@pytest.fixture
def road(cast: Cast) -> Road:
    """The road of a report."""
    return Road(cast)


@pytest.fixture
def other(cast: Cast) -> Report:
    """The report of TST-02, other people's."""
    return Report.objects.get(hotspot=cast.elsewhere)


@pytest.fixture
def sign_in() -> SignIn:
    """Sign somebody in."""

    def signed_in(person: User) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(person)
        return client

    return signed_in
