from django.apps import AppConfig
from django.contrib.admin import apps as admin


class PartenariatConfig(AppConfig):
    name = "partenariat"
    verbose_name = "Partenariat"
    default = True


class ManagementConfig(admin.AdminConfig):
    default_site = "partenariat.gestion.ManagementSite"
    default = False
