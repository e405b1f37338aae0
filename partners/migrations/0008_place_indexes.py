import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partners", "0007_favourites")]

    operations = [
        migrations.AddIndex(
            "partnersearch",
            django.contrib.postgres.indexes.GinIndex(fields=["commune_ids"], name="partner_search_communes"),
        ),
        migrations.AddIndex(
            "partnersearch",
            django.contrib.postgres.indexes.GinIndex(fields=["covered"], name="partner_search_covered"),
        ),
    ]
