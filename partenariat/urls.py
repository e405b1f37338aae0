"""Addresses: French paths, because people read them."""

from django.contrib import admin
from django.urls import include, path

from partenariat import help, views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("partners.urls")),
    path("", include("referrals.urls")),
    path("", include("exchange.urls")),
    path("", include("accounts.urls")),
    path("journal/", include("partenariat.journal.urls")),
    path("compte/", include("accounts.sign_in_urls")),
    path("aide/inquiet-pour-un-mineur/", views.danger, name="danger"),
    path("aide/on-me-demande/", help.asked_for_names, name="asked_for_names"),
    path("aide/mes-informations/", help.information_sheet, name="information_sheet"),
    path(".well-known/security.txt", help.security_txt, name="security_txt"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("plan/", views.sitemap, name="sitemap"),
    path("healthz", views.healthz, name="healthz"),
    path("gestion/", admin.site.urls),
]

handler500 = "partenariat.help.server_error"
# Called by allauth when an address tries too often.
handler429 = "partenariat.views.too_many"
