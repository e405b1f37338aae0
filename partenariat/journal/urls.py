from django.urls import path

from partenariat.journal import views

app_name = "journal"

urlpatterns = [
    path("", views.entry_list, name="entry_list"),
    path("incident/", views.inquiry_create, name="inquiry_create"),
    path("incident/lecture/", views.inquiry_detail, name="inquiry_detail"),
    path("technique/", views.technical_list, name="technical_list"),
    path("duree/", views.retention_update, name="retention_update"),
]
