"""Addresses of hotspots; the page of one hotspot is looked over by reports."""

from django.urls import path

from hotspots import views
from hotspots.views import orders

app_name = "hotspots"
urlpatterns = [
    path("", views.hotspots, name="hotspots"),
    path("propose/<str:cell>/", views.propose, name="propose"),
    path("<str:reference>/approvals/<str:municipality>/approve/", views.approve, name="approve"),
    path("<str:reference>/approvals/<str:municipality>/refuse/", views.refuse, name="refuse"),
    path("<str:reference>/rule/<str:kind>/", views.rule, name="rule"),
    path("<str:reference>/perimeters/", views.perimeters, name="perimeters"),
    path("<str:reference>/perimeters/draw/", views.perimeter, name="perimeter"),
    path("<str:reference>/orders/", orders.hotspot_orders, name="orders"),
    path("<str:reference>/convene/", views.convene, name="convene"),
    path("<str:reference>/dissolve/", views.dissolve, name="dissolve"),
]
