from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate

from partenariat.runtime_role import grant_after_migration


class PartenariatConfig(AppConfig):
    name = "partenariat"
    verbose_name = "Partenariat"
    default = True

    def ready(self):
        """After migrations of another account, the one that runs gets its rights."""
        post_migrate.connect(grant_after_migration, sender=self)


class ManagementConfig(admin.AdminConfig):
    default_site = "partenariat.gestion.ManagementSite"
    default = False
