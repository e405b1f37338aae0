"""The list of known words, which corrects misspelt ones; national numbers in the search row."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial"), ("partners", "0002_synonym")]

    operations = [
        migrations.AddField(
            model_name="partnersearch",
            name="is_national",
            field=models.BooleanField(default=False, verbose_name="numéro national"),
        ),
        migrations.CreateModel(
            name="PartnerWords",
            fields=[
                (
                    "partner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="known_words",
                        serialize=False,
                        to="partners.partner",
                        verbose_name="partenaire",
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None, verbose_name="mots"
                    ),
                ),
            ],
            options={"verbose_name": "mots d’une fiche", "verbose_name_plural": "mots des fiches"},
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "word",
                    models.CharField(
                        db_collation="C", max_length=40, primary_key=True, serialize=False, verbose_name="mot comparé"
                    ),
                ),
                ("written", models.CharField(max_length=60, verbose_name="mot")),
                ("number", models.IntegerField(verbose_name="fiches")),
            ],
            options={
                "verbose_name": "mot connu",
                "verbose_name_plural": "mots connus",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="search_word_trigrams", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
    ]
