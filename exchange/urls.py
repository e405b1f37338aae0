from django.urls import path

from exchange import views

app_name = "exchange"

urlpatterns = [
    path("imports/", views.import_list, name="import_list"),
    path("imports/modele.xlsx", views.import_template, name="import_template"),
    path("imports/export/", views.partner_export, name="partner_export"),
    path("imports/<uuid:uid>/", views.import_detail, name="import_detail"),
    path("imports/<uuid:uid>/appliquer/", views.import_apply, name="import_apply"),
    path("imports/<uuid:uid>/rapport.xlsx", views.import_report, name="import_report"),
]
