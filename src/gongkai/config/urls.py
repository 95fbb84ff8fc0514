"""Where each edge stands; the desk can be given a host of its own."""

from allauth.account.views import LoginView, LogoutView
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    # allauth finds its own pages by these names; there is no signing up and no second way in.
    path("desk/login/", LoginView.as_view(), name="account_login"),
    path("desk/logout/", LogoutView.as_view(), name="account_logout"),
    path("desk/signup/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("desk/reset/", RedirectView.as_view(pattern_name="account_login"), name="account_reset_password"),
    path("desk/", include("gongkai.desk.urls")),
    path("", include("gongkai.portal.urls")),
]
handler400 = "gongkai.portal.errors.bad_request"
handler404 = "gongkai.portal.errors.not_found"
handler500 = "gongkai.portal.errors.failed"
