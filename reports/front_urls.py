"""The addresses that look over everything: the first page and the page of a hotspot."""

urlpatterns: list[object] = []
