"""Zones covered by each partner, and the points that distances are measured to; filled by `reindex_partners`."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0004_offers"),
    ]

    operations = [
        migrations.AddField(
            model_name="partnersearch",
            name="covered",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(db_collation="C", max_length=9),
                default=list,
                size=None,
                verbose_name="zones couvertes",
            ),
        ),
        migrations.CreateModel(
            name="PartnerPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("latitude", models.FloatField(verbose_name="latitude")),
                ("longitude", models.FloatField(verbose_name="longitude")),
                ("is_centre", models.BooleanField(default=False, verbose_name="centre de la commune")),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="partners.partner",
                        verbose_name="partenaire",
                    ),
                ),
            ],
            options={
                "verbose_name": "point sur la carte",
                "verbose_name_plural": "points sur la carte",
                "indexes": [
                    models.Index(
                        fields=["latitude", "longitude"], include=("partner", "is_centre"), name="partner_point_box"
                    )
                ],
            },
        ),
    ]
