"""Import areas and their outlines from a GeoJSON file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from taskforce.geometry import outline
from taskforce.kernel.acts import acting
from taskforce.models import Area, User
from taskforce.services import import_areas

# Which property of a feature fills which field, unless told otherwise.
PROPERTIES = {"code": "code", "name_fr": "name_fr", "name_nl": "name_nl", "name_en": "name_en", "population": "population"}


class Command(BaseCommand):
    """Adds the areas of a region, or brings them up to date: all of the file or nothing of it."""

    help = "Import areas with names, population and outlines from a GeoJSON FeatureCollection."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--region", required=True, help="code of the region the areas are part of")
        parser.add_argument("--kind", choices=Area.Kind.values, default=Area.Kind.MUNICIPALITY)
        for field, name in PROPERTIES.items():
            parser.add_argument(
                f"--{field.replace('_', '-')}-property", default=name, help=f"property that holds the {field} (default: {name})"
            )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and check the whole file, then write it as one act."""
        region = _region(options["region"])
        names = {field: options[f"{field}_property"] for field in PROPERTIES}
        parts = _parts(_features(options["file"]), region, options["kind"], names)
        _write(region, parts)
        self.stdout.write(_("%(count)d areas of %(region)s are up to date.") % {"count": len(parts), "region": region})


def _region(code: str) -> Area:
    region: Area | None = Area.objects.filter(code=code).first()
    if region is None:
        raise CommandError(_("There is no region “%(code)s”. Open it first.") % {"code": code})
    return region


def _features(path: Path) -> list[Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(_("Cannot read %(file)s: %(why)s.") % {"file": path, "why": error.strerror}) from error
    except (ValueError, RecursionError) as error:
        raise CommandError(_("%(file)s is not GeoJSON.") % {"file": path}) from error
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list) or not features:
        raise CommandError(_("%(file)s holds no features.") % {"file": path})
    return features


def _parts(features: list[Any], region: Area, kind: str, names: dict[str, str]) -> list[dict[str, Any]]:
    """Check each feature by itself, then the codes among one another; say everything that is wrong at once."""
    parts, wrong = [], []
    for number, feature in enumerate(features, start=1):
        try:
            parts.append({"kind": kind, **_fields(feature, region, kind, names)})
        except ValueError as error:
            wrong.append(_("Feature %(number)d: %(why)s") % {"number": number, "why": error})
    codes = [part["code"] for part in parts]
    wrong += [
        _("Code %(code)s stands twice in the file.") % {"code": code} for code in sorted({one for one in codes if codes.count(one) > 1})
    ]
    taken = Area.objects.filter(code__in=codes).exclude(parent=region, kind=kind)
    wrong += [_("Code %(code)s is in use already, for %(name)s.") % {"code": one.code, "name": one} for one in taken]
    if wrong:
        raise CommandError("\n".join([_("Nothing was imported."), *wrong]))
    return parts


def _fields(feature: Any, region: Area, kind: str, names: dict[str, str]) -> dict[str, Any]:
    """Read one feature; where a language has no name of its own, the French one stands for it."""
    given = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(given, dict):
        raise ValueError(_("it has no properties."))  # noqa: TRY004  # gathered with what else is wrong
    fields = {field: given.get(name) for field, name in names.items()}
    fields["code"], fields["name_fr"] = str(fields["code"] or "").strip(), fields["name_fr"] or ""
    fields["name_nl"], fields["name_en"] = fields["name_nl"] or fields["name_fr"], fields["name_en"] or ""
    fields["geometry"] = outline(feature)
    try:
        Area(parent=region, kind=kind, **fields).full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        raise ValueError(
            "; ".join(f"{names.get(field, field)}: {' '.join(words)}" for field, words in error.message_dict.items())
        ) from error
    return fields


def _write(region: Area, parts: list[dict[str, Any]]) -> None:
    machine = User.objects.machine("import-areas")
    with transaction.atomic(), acting(machine, "taskforce.import_areas", subject=region):
        if machine.pk is None:
            machine.save()
        import_areas(by=machine, area=region, parts=parts)
