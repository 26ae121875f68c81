"""Addresses of the API."""

from django.urls import include, path

from taskforce import api
from taskforce.rest import routed

app_name = "api"
urlpatterns = [
    path("schema/", routed(api.Schema, get="retrieve"), name="schema"),
    path("workspaces/", routed(api.Workspaces, get="list"), name="workspaces"),
    path("workspaces/<str:reference>/", routed(api.Workspaces, get="retrieve"), name="workspace"),
    path("seats/", routed(api.Seats, get="list"), name="seats"),
    path("seats/<int:pk>/", routed(api.Seats, get="retrieve"), name="seat"),
    path("organisations/", routed(api.Organisations, get="list"), name="organisations"),
    path("organisations/<str:code>/", routed(api.Organisations, get="retrieve"), name="organisation"),
    path("notices/", routed(api.Notices, get="list"), name="notices"),
    path("notices/<int:pk>/", routed(api.Notices, get="retrieve"), name="notice"),
    path("", include("hotspots.api_urls")),
    path("", include("actions.api_urls")),
    path("", include("reports.api_urls")),
]
