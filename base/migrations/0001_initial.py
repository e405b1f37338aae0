import django.contrib.postgres.operations as postgres
from django.core.management import call_command
from django.db import migrations, models


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    run_before = [("territories", "0001_initial")]
    operations = [
        postgres.BtreeGistExtension(),
        postgres.TrigramExtension(),
        postgres.CreateExtension("fuzzystrmatch"),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cause", models.CharField(max_length=200, unique=True, verbose_name="cause")),
                ("to", models.EmailField(max_length=254, verbose_name="destinataire")),
                ("subject", models.CharField(max_length=200, verbose_name="objet")),
                ("body", models.TextField(verbose_name="texte")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="déposé le")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="envoyé le")),
            ],
            options={"verbose_name": "courriel", "verbose_name_plural": "courriels", "ordering": ["created_at"]},
        ),
    ]
