"""Needs: the words that say them, their rank in search rows, and the services that answer them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


def give_bits(apps, schema_editor):
    """Rank the needs that are there, in the order of the list; families have none."""
    needs = apps.get_model("partners", "NeedKind").objects.exclude(parent=None)
    for bit, need in enumerate(needs.order_by("parent__order", "order", "pk")):
        need.bit = bit
        need.save(update_fields=["bit"])


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0005_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceNeedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="service",
            name="needs",
            field=models.ManyToManyField(
                blank=True,
                help_text="À dire quand le domaine ne suffit pas. Rien de coché\u00a0: les besoins de ses domaines.",
                related_name="services",
                to="partners.needkind",
                verbose_name="besoins auxquels il répond",
            ),
        ),
        migrations.AddField(
            model_name="needkind",
            name="bit",
            field=models.PositiveSmallIntegerField(
                blank=True, editable=False, null=True, verbose_name="rang dans la recherche"
            ),
        ),
        migrations.AddField(
            model_name="needkind",
            name="is_edited",
            field=models.BooleanField(default=False, editable=False, verbose_name="modifié par l’association"),
        ),
        migrations.AddField(
            model_name="needkind",
            name="words",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=80),
                blank=True,
                default=list,
                help_text="Mots et expressions de la rue, séparés par des virgules\xa0: la recherche les reconnaît.",
                size=None,
                verbose_name="mots qui le disent",
            ),
        ),
        migrations.AddField(
            model_name="partnersearch",
            name="need_bits",
            field=models.BigIntegerField(default=0, verbose_name="besoins auxquels il répond"),
        ),
        migrations.RunPython(give_bits, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="needkind",
            constraint=models.UniqueConstraint(
                fields=("bit",),
                name="need_bit_once",
                violation_error_message="Ce rang est déjà pris par un autre besoin.",
            ),
        ),
        migrations.AddConstraint(
            model_name="needkind",
            constraint=models.CheckConstraint(
                condition=models.Q(("bit__lt", 62)),
                name="need_bit_in_word",
                violation_error_message="Il ne peut y avoir plus de 62 besoins.",
            ),
        ),
        migrations.AddField(
            model_name="serviceneedevent",
            name="needkind",
            field=models.ForeignKey(
                db_constraint=False,
                db_tablespace="",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="partners.needkind",
            ),
        ),
        migrations.AddField(
            model_name="serviceneedevent",
            name="service",
            field=models.ForeignKey(
                db_constraint=False,
                db_tablespace="",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="partners.service",
            ),
        ),
        migrations.CreateModel(
            name="ServiceNeed",
            fields=[],
            options={
                "verbose_name": "besoin d’un service",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("partners.service_needs",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceneedevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d66c777836c3899ad00737355c0a103cb3244ffa",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b7c02",
                    table="partners_serviceneedevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceneed",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_serviceneedevent" ("id", "needkind_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "service_id") VALUES (NEW."id", NEW."needkind_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."service_id"); RETURN NULL;',
                    hash="87a767e2b34c66ee63868a828f04b55be0bd28bd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2c493",
                    table="partners_service_needs",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceneed",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_serviceneedevent" ("id", "needkind_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "service_id") VALUES (OLD."id", OLD."needkind_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."service_id"); RETURN NULL;',
                    hash="54b6fefaad925475be9378efa193c471c5658c5f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3bfbd",
                    table="partners_service_needs",
                    when="AFTER",
                ),
            ),
        ),
    ]
