from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = "Orientations"

    def ready(self):
        """Migrations work in maintenance mode, whatever they do to youths."""
        from referrals import maintenance

        pre_migrate.connect(maintenance.open_for_migration, sender=self)
        post_migrate.connect(maintenance.close_after_migration, sender=self)
