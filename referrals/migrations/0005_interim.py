from django.db import migrations

from referrals.walls import raise_walls


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_interim'),
        ('referrals', '0004_access_grants'),
    ]

    operations = [
        migrations.RunPython(raise_walls, migrations.RunPython.noop),
    ]
