"""A noun of the API: its list, one of it, and what may be done to it. Visible rows in, frozen answers out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.contrib.auth.decorators import login_not_required
from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from taskforce.kernel.sending import Seen
from taskforce.rest.bearers import Bearer, language_of
from taskforce.rest.filters import Asked, Asking, Pages
from taskforce.rest.parsing import Json
from taskforce.rest.problems import told
from taskforce.web import whole

if TYPE_CHECKING:
    from rest_framework.request import Request

    from taskforce.models import Token, User

Handler = Callable[..., Any]


def reading(function: Handler) -> Handler:
    """Make a method answer GET and HEAD, and never write."""

    @wraps(function)
    def handler(self: Noun, request: Request, **where: Any) -> Any:
        return whole(lambda: function(self, request, **where), writes=False)

    handler.kind = "reads"  # type: ignore[attr-defined]  # read by tests/laws
    return handler


class AnyForm(DefaultContentNegotiation):
    """An address that says itself in which form it answers."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """Answer whatever is accepted; problems stay JSON."""
        return renderers[0], renderers[0].media_type


class Noun(GenericViewSet[Any]):
    """Rows of one model, as far as the holder of the token may see them in the token's seat, and nothing else.

    ``by``: which part of the address is which field; ``filters`` and ``orderings``: all that a list may be asked for.
    """

    model: ClassVar[type[Model]]
    by: ClassVar[dict[str, str]] = {"reference": "reference"}
    filters: ClassVar[dict[str, Asked]] = {}
    orderings: ClassVar[tuple[str, ...]] = ("-pk",)
    one_serializer_class: ClassVar[Any] = None

    authentication_classes = (Bearer,)
    permission_classes = ()
    renderer_classes = (JSONRenderer,)
    parser_classes = (Json,)
    filter_backends = (Asking,)
    pagination_class = Pages
    http_method_names = ["get", "head", "post", "patch"]

    @property
    def person(self) -> User:
        """Who asks, as far as the token's seat lets them; ``initial`` has seen to it that there is somebody."""
        return cast("User", self.request.user)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Ask whose token it is, speak their language, and let nobody act with a token that only reads."""
        super().initial(request, *args, **kwargs)
        if request.auth is None:
            raise NotAuthenticated
        translation.activate(language_of(request))
        if request.method not in SAFE_METHODS and not cast("Token", request.auth).may_write:
            raise PermissionDenied(_("This token only reads. Issue one that may act."))

    def get_exception_handler(self) -> Handler:
        """Tell what goes wrong as a problem."""
        return told

    def get_queryset(self) -> Any:
        """Take what is visible, with what is told of it."""
        return self.gathered(self.model.objects.visible_to(self.person))  # type: ignore[attr-defined]  # law: every model has it

    def gathered(self, rows: Any) -> Any:
        """Fetch with the rows what is told of each; a noun says what that is."""
        return rows

    def get_object(self) -> Any:
        """Find the one the address names, or nothing."""
        return get_object_or_404(self.get_queryset(), **{field: self.kwargs[name] for name, field in self.by.items()})

    def get_serializer_class(self) -> Any:
        """Tell one thing with more than a list tells of it, where the noun says so."""
        return self.serializer_class if self.action == "list" else self.one_serializer_class or self.serializer_class

    @reading
    def list(self, request: Request, **_where: Any) -> Response:
        """List them, page by page."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @reading
    def retrieve(self, request: Request, **_where: Any) -> Response:
        """Tell one of them, and its version."""
        return self.told(self.get_object())

    def told(self, thing: Any, status: int = 200) -> Response:
        """Answer with a thing and the version of it."""
        return Response(self.get_serializer(thing).data, status=status, headers=version_of(thing))


def version_of(thing: Any) -> dict[str, str]:
    """Name the version of a thing so that only we know what the name is made of: a number would tell how much others write."""
    if not hasattr(thing, "history"):
        return {}
    return {"ETag": f'"{salted_hmac("taskforce.rest.version", str(Seen.of(thing)), algorithm="sha256").hexdigest()[:32]}"'}


def routed(noun: type[Noun], **methods: str) -> Any:
    """Make a view of a noun: which of its methods answers which of HTTP's."""
    view = login_not_required(noun.as_view({**methods}))
    view.kind = "api"  # type: ignore[attr-defined]  # read by tests/laws
    return view
