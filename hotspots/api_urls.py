"""Addresses of hotspots, outlines and orders in the API."""

from django.urls import path

from hotspots import api
from taskforce.rest import routed

urlpatterns = [
    path("hotspots/", routed(api.Hotspots, get="list"), name="hotspots"),
    path("hotspots/<str:reference>/", routed(api.Hotspots, get="retrieve"), name="hotspot"),
    path("perimeters/", routed(api.Perimeters, get="list"), name="perimeters"),
    path("perimeters/<str:reference>/<int:version>/", routed(api.Perimeters, get="retrieve"), name="perimeter"),
    path("orders/", routed(api.Orders, get="list"), name="orders"),
    path("orders/<str:reference>/", routed(api.Orders, get="retrieve", patch="change"), name="order"),
    path("orders/<str:reference>/extend/", routed(api.Orders, post="extend"), name="extend_order"),
    path("workspaces/<str:reference>/orders/", routed(api.Orders, post="create"), name="draft_order"),
]
