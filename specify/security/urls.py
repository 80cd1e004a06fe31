"""Addresses of the account pages and of the choice of a collection.

Only these exist of all that allauth could offer. allauth finds its own pages by names of its own, so each of the three
addresses has two names.
"""

from django.urls import path

from specify.security import choosing, views

urlpatterns = [
    path("", choosing.choose, name="security-collections"),
    path("accounts/sign-in/", views.sign_in, name="account_login"),
    path("accounts/sign-in/", views.sign_in, name="security-sign-in"),
    path("accounts/sign-out/", views.sign_out, name="account_logout"),
    path("accounts/sign-out/", views.sign_out, name="security-sign-out"),
    path("accounts/password/", views.change_password, name="account_change_password"),
    path("accounts/password/", views.change_password, name="security-password"),
]
