"""Addresses of the account pages and of the choice of a collection.

Only these exist of all that allauth could offer. allauth finds its own pages by names of its own, so those
addresses have two names.
"""

from django.urls import path

from specify.security import account, asking_again, choosing, identity_pages, second_factor_views, signing_on, views
from specify.web.addresses import HERE

urlpatterns = [
    path("", choosing.choose, name="security-collections"),
    path("accounts/sign-in/", views.sign_in, name="account_login"),
    path("accounts/sign-in/", views.sign_in, name="security-sign-in"),
    path("accounts/sign-in/code/", asking_again.sign_in_code, name="mfa_authenticate"),
    path("accounts/sign-in/code/", asking_again.sign_in_code, name="security-sign-in-code"),
    path("accounts/sign-out/", views.sign_out, name="account_logout"),
    path("accounts/sign-out/", views.sign_out, name="security-sign-out"),
    path("accounts/password/", views.change_password, name="account_change_password"),
    path("accounts/password/", views.change_password, name="security-password"),
    path("accounts/sso/<slug:key>/", signing_on.go, name="security-sign-on"),
    path("accounts/sso/<slug:key>/back/", signing_on.come_back, name="security-sign-on-back"),
    path("accounts/sso/<slug:key>/link/", signing_on.link_identity, name="security-link-identity"),
    path("accounts/identities/", identity_pages.identities, name="security-identities"),
    path("accounts/identities/<int:number>/remove/", identity_pages.remove, name="security-unlink-identity"),
    path("accounts/", account.account, name="security-account"),
    path("accounts/again/", asking_again.password_again, name="account_reauthenticate"),
    path("accounts/again/", asking_again.password_again, name="security-password-again"),
    path("accounts/again/code/", asking_again.code_again, name="mfa_reauthenticate"),
    path("accounts/again/code/", asking_again.code_again, name="security-code-again"),
    path("accounts/again/provider/", asking_again.provider_again, name="security-provider-again"),
    path("accounts/second-factor/", second_factor_views.show_state, name="security-second-factor"),
    path("accounts/second-factor/on/", second_factor_views.switch_factor_on, name="security-second-factor-on"),
    path("accounts/second-factor/off/", second_factor_views.switch_factor_off, name="security-second-factor-off"),
    path("accounts/second-factor/codes/", second_factor_views.show_recovery_codes, name="security-recovery-codes"),
    path(
        "accounts/second-factor/codes/file/",
        second_factor_views.download_recovery_codes,
        name="security-recovery-codes-file",
    ),
    path(f"{HERE}account/", account.account_page, name="security-account-page"),
]
