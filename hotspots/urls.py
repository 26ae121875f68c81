"""Addresses of hotspots."""

app_name = "hotspots"
urlpatterns: list[object] = []
