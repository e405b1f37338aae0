from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = "Orientations"

    def ready(self):
        """Migrations work in maintenance mode; screens of partners show what orientations add."""
        from partners import neighbours
        from referrals import beside_partners, maintenance

        neighbours.SHEET_PANELS.append(beside_partners.waiting_there)
        neighbours.SHORTCUTS.append(beside_partners.spoken_to_us)
        pre_migrate.connect(maintenance.open_for_migration, sender=self)
        post_migrate.connect(maintenance.close_after_migration, sender=self)
