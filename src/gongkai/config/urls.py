"""Where each edge stands; the desk can be given a host of its own."""

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import include, path
from django.views.generic import RedirectView

SECOND_FACTOR = [
    path("", factors.index, name="mfa_index"),
    path("authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/generate/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("keys/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("keys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("keys/reauthenticate/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
]
urlpatterns = [
    # allauth finds its own pages by these names; there is no signing up and no second way in.
    path("desk/login/", LoginView.as_view(), name="account_login"),
    path("desk/logout/", LogoutView.as_view(), name="account_logout"),
    path("desk/signup/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("desk/reset/", RedirectView.as_view(pattern_name="account_login"), name="account_reset_password"),
    path("desk/account/reauthenticate/", ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("desk/account/second-factor/", include(SECOND_FACTOR)),
    path("desk/", include("gongkai.desk.urls")),
    path("api/v1/", include("gongkai.api.urls")),
    path("en/", include("gongkai.portal.urls", namespace="english")),
    path("", include("gongkai.portal.urls")),
]
handler400 = "gongkai.portal.errors.bad_request"
handler404 = "gongkai.portal.errors.not_found"
handler500 = "gongkai.portal.errors.failed"
