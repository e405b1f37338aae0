from django.db import migrations

from audit.wall import raise_wall


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0004_openings'),
        ('accounts', '0003_departures'),
    ]

    operations = [
        migrations.RunPython(raise_wall, migrations.RunPython.noop),
    ]
