"""What a notice says in a mail: who must do what by when, and where to read it; never what it says there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import int_to_base36
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from taskforce.desk.names import Names
from taskforce.kernel.readings import restricted_part
from taskforce.models import Notice, User
from taskforce.notices import File, Kind
from taskforce.tokens import ResetLink

LONGEST_SUBJECT = 150
_signer = Signer(salt="taskforce.letters.unsubscribe")


class Line(NamedTuple):
    """One thing told in a mail: its words, the task force, where it is read, and what comes with it."""

    text: str
    place: str
    url: str
    file: File | None = None
    template: str = "notice"


def line(person: User, kind: Kind, thing: Any) -> Line:
    """Say a thing in the person's language, by the name they may be told; what part of a task force must not read has no name here."""
    with override(person.language):
        hidden = restricted_part(thing) is not None
        name = capfirst(thing._meta.verbose_name) if hidden else Names(person, thing.workspace).name(thing)
        path = reverse("notices") if hidden else kind.where(thing)
        place = "" if thing.workspace in {None, thing} else thing.workspace.name
        return Line(kind.said(thing, name), place, settings.SITE + path, kind.file(thing, person), kind.mail)


def way_back(person: User) -> Line:
    """Make the link by which somebody chooses a new password."""
    with override(person.language):
        key = f"{int_to_base36(person.pk)}-{ResetLink().make_token(person)}"
        path = reverse("account_reset_password_from_key", args=key.split("-", 1))
        return Line(_("Choose a new password"), "", settings.SITE + path, template="way_back")


def letter(notices: Sequence[Notice], lines: Sequence[Line]) -> EmailMultiAlternatives:
    """Write one mail for one person, in their language, as text and as HTML that fetches nothing."""
    person: Any = notices[0].person
    token = "" if notices[0].urgent else unsubscribe_token(person)
    with override(person.language):
        unsubscribe = f"{settings.SITE}{reverse('unsubscribe', args=[token])}" if token else ""
        given = {"person": person, "lines": lines, "unsubscribe": unsubscribe, "site": settings.SITE, "language": person.language}
        text, html = (render_to_string(f"mail/{lines[0].template}.{one}", given) for one in ("txt", "html"))
        subject = Truncator(_subject(lines)).chars(LONGEST_SUBJECT)
    made = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email], headers=_headers(notices, unsubscribe))
    made.attach_alternative(html, "text/html")
    for file in filter(None, (one.file for one in lines)):
        made.attach(file.name, file.content, file.mime)
    return made


def _subject(lines: Sequence[Line]) -> str:
    """Say it in the subject where there is one thing to say; else how many there are."""
    if len(lines) == 1:
        return lines[0].text
    return ngettext("%(number)d notice from your task forces", "%(number)d notices from your task forces", len(lines)) % {
        "number": len(lines)
    }


def _headers(notices: Sequence[Notice], unsubscribe: str) -> dict[str, str]:
    """Name the mail by what it tells, so that one sent twice is known again; let no machine answer it; and one click end the digests."""
    digest = salted_hmac("taskforce.letters", " ".join(str(one.pk) for one in notices), algorithm="sha256").hexdigest()[:32]
    found = {"Message-ID": f"<{digest}@{urlsplit(settings.SITE).hostname or 'taskforce'}>", "Auto-Submitted": "auto-generated"}
    if unsubscribe:
        found |= {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return found


def unsubscribe_token(person: User) -> str:
    """Sign who wants no more digests; good until the person's access is renewed."""
    return _signer.sign(f"{person.pk}.{person.epoch}")


def unsubscribing(token: str) -> User | None:
    """Read whose token it is; None where it is nobody's or no longer good."""
    try:
        key, epoch = (int(one) for one in _signer.unsign(token).split("."))
    except (BadSignature, ValueError):
        return None
    found: User | None = User.objects.holding(key, epoch)
    return found
