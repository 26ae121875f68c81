"""Open a region for real use: its council, its cell, and the links by which its first people come in."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from taskforce.kernel.acts import acting
from taskforce.models import Area, Invitation, Organisation, User
from taskforce.roles import Role
from taskforce.services import open_region

NAMED = {"": "the region", "council": "its council", "cell": "its cell", "organisation": "the organisation its first people come from"}
PEOPLE = {"head": Role.HEAD, "steward": Role.STEWARD}
PART = {"head": "head of the cell", "steward": "steward, without whom nobody seats the council"}


class Command(BaseCommand):
    """Opens a region once; the head of the cell, and the steward who seats the council, are invited by link."""

    help = "Open a region: its council and cell, its first organisation, and invitations for its head and its steward."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--code", required=True, help="short code of the region: it begins every reference (BRU)")
        parser.add_argument("--kind", choices=[Area.Kind.REGION, Area.Kind.DEPARTMENT], default=Area.Kind.REGION)
        for prefix, what in NAMED.items():
            for language in ("fr", "nl", "en"):
                parser.add_argument(_option(prefix, language), required=language != "en", default="", help=f"name of {what}, in {language}")
        parser.add_argument("--organisation-kind", choices=Organisation.Kind.values, default=Organisation.Kind.REGION)
        for who in PEOPLE:
            parser.add_argument(f"--{who}-email", required=who == "head", default="", help=f"address of the {PART[who]}")
            parser.add_argument(f"--{who}-name", required=who == "head", default="", help=f"name of the {PART[who]}")
        parser.add_argument("--language", choices=["fr", "nl", "en"], default="fr", help="language of the invitations")
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="address of the site, for the links")

    def handle(self, *args: Any, **options: Any) -> None:
        """Open the region as one act and show the links once."""
        founders = _founders(options)
        try:
            self._open(options, founders)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("The region is open. Each link is good for a week and one use:"))
        for one in founders:
            self.stdout.write(f"{one.name} · {one.get_role_display()} · {one.link}")  # type: ignore[attr-defined]  # set when it is sent
        if not all(one.mailed for one in founders):  # type: ignore[attr-defined]  # as above
            self.stderr.write(_("A link could not be mailed. Copy it and hand it over: it is shown only now."))

    def _open(self, options: dict[str, Any], founders: list[Invitation]) -> None:
        machine = User.objects.machine("open-region")
        area = Area(code=options["code"], kind=options["kind"], **_names(options, ""))
        with transaction.atomic(), acting(machine, "taskforce.open_region"):
            if machine.pk is None:
                machine.save()
            council, cell = _names(options, "council"), _names(options, "cell")
            open_region(by=machine, area=area, council=council, cell=cell, founders=founders, link=f"{options['address']}/join/{{secret}}/")


def _option(prefix: str, language: str) -> str:
    return f"--{prefix}-{language}" if prefix else f"--name-{language}"


def _names(options: dict[str, Any], prefix: str) -> dict[str, str]:
    return {f"name_{language}": options[_option(prefix, language)[2:].replace("-", "_")] for language in ("fr", "nl", "en")}


def _founders(options: dict[str, Any]) -> list[Invitation]:
    """Make the offers: everybody comes from the one organisation."""
    code = f"{options['code']}-ORG"
    organisation = Organisation(code=code, kind=options["organisation_kind"], **_names(options, "organisation"))
    return [
        Invitation(
            email=options[f"{who}_email"], name=options[f"{who}_name"], language=options["language"], organisation=organisation, role=role
        )
        for who, role in PEOPLE.items()
        if options[f"{who}_email"]
    ]
