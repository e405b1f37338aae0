from django.db import migrations

from referrals.walls import raise_walls


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0005_interim'),
    ]

    operations = [
        migrations.RunPython(raise_walls, migrations.RunPython.noop),
    ]
