"""Addresses of police orders."""

from django.urls import path

from hotspots.views import ordering, orders

app_name = "orders"
urlpatterns = [
    path("", orders.orders, name="orders"),
    path("draft/<str:workspace>/", ordering.draft_order, name="draft_order"),
    path("<str:reference>/", orders.order, name="order"),
    path("<str:reference>/amend/", ordering.amend_order, name="amend_order"),
    path("<str:reference>/discard/", ordering.discard_order, name="discard_order"),
    path("<str:reference>/sign/", ordering.sign_order, name="sign_order"),
    path("<str:reference>/extend/", ordering.extend_order, name="extend_order"),
    path("<str:reference>/repeal/", ordering.repeal_order, name="repeal_order"),
    path("<str:reference>/uses/<int:pk>/", ordering.correct_use, name="correct_use"),
    path("<str:reference>/uses/<str:hotspot>/", ordering.record_use, name="record_use"),
]
