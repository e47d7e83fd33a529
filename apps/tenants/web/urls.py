"""The addresses of the door."""

from django.urls import path

from apps.tenants.web import views

urlpatterns = [
    path("login", views.SignInView.as_view(), name="login"),
    path("logout", views.SignOutView.as_view(), name="logout"),
    path("tenant", views.choose_tenant, name="tenant"),
]
