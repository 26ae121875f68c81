"""The addresses that look over everything: the first page, the page of a hotspot, the minutes of a meeting, and what confirms a printed paper."""

from django.urls import path

import taskforce.addresses  # noqa: F401  # knows what a room is
from reports.views import documents, front, minutes

urlpatterns = [
    path("", front.home, name="home"),
    path("hotspots/<str:reference>/", front.hotspot, name="hotspot"),
    path("<room:reference>/meetings/<int:number>/minutes-<slug:language>.pdf", minutes.minutes, name="minutes"),
    path("<room:reference>/meetings/<int:number>/annex-<slug:language>.pdf", minutes.annex, name="minutes_annex"),
    path("v/<str:code>/", documents.verify, name="verify"),
]
