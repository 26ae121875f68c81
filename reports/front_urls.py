"""The addresses that look over everything: the first page and the page of a hotspot."""

from django.urls import path

from reports.views import front

urlpatterns = [
    path("", front.home, name="home"),
    path("hotspots/<str:reference>/", front.hotspot, name="hotspot"),
]
