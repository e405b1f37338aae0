"""Languages, appointments, minors alone; what each service restricts and when the door is open, for the filters."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import partners.models.search


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0003_search_words"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="service",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="service",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="service",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="partnersearch",
            name="offer_bits",
            field=models.BigIntegerField(default=0, verbose_name="conditions remplies par un service au moins"),
        ),
        migrations.AddField(
            model_name="partnersearch",
            name="open_known_until",
            field=models.DateTimeField(null=True, verbose_name="horaires calculés jusqu’au"),
        ),
        migrations.AddField(
            model_name="partnersearch",
            name="open_times",
            field=partners.models.search.MomentsField(null=True, verbose_name="ouvert pendant"),
        ),
        migrations.AddField(
            model_name="partnersearch",
            name="service_ages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                default=list,
                size=None,
                verbose_name="âges accueillis par service",
            ),
        ),
        migrations.AddField(
            model_name="partnersearch",
            name="service_bits",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                default=list,
                size=None,
                verbose_name="conditions manquées par service",
            ),
        ),
        migrations.AddField(
            model_name="partnersearch",
            name="service_needs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None, verbose_name="besoins par service"
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="accepts_minors_alone",
            field=models.BooleanField(blank=True, null=True, verbose_name="accueille les mineurs seuls"),
        ),
        migrations.AddField(
            model_name="service",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("ar", "arabe"),
                        ("en", "anglais"),
                        ("es", "espagnol"),
                        ("pt", "portugais"),
                        ("tr", "turc"),
                        ("prs", "dari"),
                        ("ps", "pachto"),
                        ("uk", "ukrainien"),
                        ("ru", "russe"),
                        ("ro", "roumain"),
                        ("bg", "bulgare"),
                        ("sq", "albanais"),
                        ("so", "somali"),
                        ("ti", "tigrigna"),
                        ("snk", "soninké"),
                        ("ff", "pulaar"),
                        ("bm", "bambara"),
                        ("fsl", "langue des signes française (LSF)"),
                        ("rom", "romani"),
                        ("ku", "kurde"),
                        ("ka", "géorgien"),
                        ("ln", "lingala"),
                        ("bn", "bengali"),
                        ("zh", "chinois"),
                    ],
                    max_length=60,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="langues parlées, hors français",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="without_appointment",
            field=models.BooleanField(blank=True, null=True, verbose_name="sans rendez-vous"),
        ),
        migrations.AddField(
            model_name="serviceevent",
            name="accepts_minors_alone",
            field=models.BooleanField(blank=True, null=True, verbose_name="accueille les mineurs seuls"),
        ),
        migrations.AddField(
            model_name="serviceevent",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("ar", "arabe"),
                        ("en", "anglais"),
                        ("es", "espagnol"),
                        ("pt", "portugais"),
                        ("tr", "turc"),
                        ("prs", "dari"),
                        ("ps", "pachto"),
                        ("uk", "ukrainien"),
                        ("ru", "russe"),
                        ("ro", "roumain"),
                        ("bg", "bulgare"),
                        ("sq", "albanais"),
                        ("so", "somali"),
                        ("ti", "tigrigna"),
                        ("snk", "soninké"),
                        ("ff", "pulaar"),
                        ("bm", "bambara"),
                        ("fsl", "langue des signes française (LSF)"),
                        ("rom", "romani"),
                        ("ku", "kurde"),
                        ("ka", "géorgien"),
                        ("ln", "lingala"),
                        ("bn", "bengali"),
                        ("zh", "chinois"),
                    ],
                    max_length=60,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="langues parlées, hors français",
            ),
        ),
        migrations.AddField(
            model_name="serviceevent",
            name="without_appointment",
            field=models.BooleanField(blank=True, null=True, verbose_name="sans rendez-vous"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_serviceevent" ("accepts_minors_alone", "age_max", "age_min", "audience_note", "audiences", "capacity", "capacity_note", "capacity_until", "conditions", "cost", "cost_note", "description", "documents", "domain_id", "email", "id", "kind", "languages", "mobilisable_by", "mobilisation", "mobilisation_link", "mobilisation_note", "name", "opening_hours", "parental_agreement", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "reception", "sex", "themes", "uid", "usual_delay_days", "version", "weekly_hours", "weeks", "without_appointment", "zone") VALUES (NEW."accepts_minors_alone", NEW."age_max", NEW."age_min", NEW."audience_note", NEW."audiences", NEW."capacity", NEW."capacity_note", NEW."capacity_until", NEW."conditions", NEW."cost", NEW."cost_note", NEW."description", NEW."documents", NEW."domain_id", NEW."email", NEW."id", NEW."kind", NEW."languages", NEW."mobilisable_by", NEW."mobilisation", NEW."mobilisation_link", NEW."mobilisation_note", NEW."name", NEW."opening_hours", NEW."parental_agreement", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."reception", NEW."sex", NEW."themes", NEW."uid", NEW."usual_delay_days", NEW."version", NEW."weekly_hours", NEW."weeks", NEW."without_appointment", NEW."zone"); RETURN NULL;',
                    hash="d8a2ded9a47c834dea412e1eed8af61dddc708d6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_12fd4",
                    table="partners_service",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "partners_serviceevent" ("accepts_minors_alone", "age_max", "age_min", "audience_note", "audiences", "capacity", "capacity_note", "capacity_until", "conditions", "cost", "cost_note", "description", "documents", "domain_id", "email", "id", "kind", "languages", "mobilisable_by", "mobilisation", "mobilisation_link", "mobilisation_note", "name", "opening_hours", "parental_agreement", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "reception", "sex", "themes", "uid", "usual_delay_days", "version", "weekly_hours", "weeks", "without_appointment", "zone") VALUES (NEW."accepts_minors_alone", NEW."age_max", NEW."age_min", NEW."audience_note", NEW."audiences", NEW."capacity", NEW."capacity_note", NEW."capacity_until", NEW."conditions", NEW."cost", NEW."cost_note", NEW."description", NEW."documents", NEW."domain_id", NEW."email", NEW."id", NEW."kind", NEW."languages", NEW."mobilisable_by", NEW."mobilisation", NEW."mobilisation_link", NEW."mobilisation_note", NEW."name", NEW."opening_hours", NEW."parental_agreement", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."reception", NEW."sex", NEW."themes", NEW."uid", NEW."usual_delay_days", NEW."version", NEW."weekly_hours", NEW."weeks", NEW."without_appointment", NEW."zone"); RETURN NULL;',
                    hash="82f4f12eceabf476f43fee1b1c050445d204f4a2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c645c",
                    table="partners_service",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_serviceevent" ("accepts_minors_alone", "age_max", "age_min", "audience_note", "audiences", "capacity", "capacity_note", "capacity_until", "conditions", "cost", "cost_note", "description", "documents", "domain_id", "email", "id", "kind", "languages", "mobilisable_by", "mobilisation", "mobilisation_link", "mobilisation_note", "name", "opening_hours", "parental_agreement", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "reception", "sex", "themes", "uid", "usual_delay_days", "version", "weekly_hours", "weeks", "without_appointment", "zone") VALUES (OLD."accepts_minors_alone", OLD."age_max", OLD."age_min", OLD."audience_note", OLD."audiences", OLD."capacity", OLD."capacity_note", OLD."capacity_until", OLD."conditions", OLD."cost", OLD."cost_note", OLD."description", OLD."documents", OLD."domain_id", OLD."email", OLD."id", OLD."kind", OLD."languages", OLD."mobilisable_by", OLD."mobilisation", OLD."mobilisation_link", OLD."mobilisation_note", OLD."name", OLD."opening_hours", OLD."parental_agreement", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."reception", OLD."sex", OLD."themes", OLD."uid", OLD."usual_delay_days", OLD."version", OLD."weekly_hours", OLD."weeks", OLD."without_appointment", OLD."zone"); RETURN NULL;',
                    hash="f733fd9165066046475830ecf380440266e5fc41",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_18197",
                    table="partners_service",
                    when="AFTER",
                ),
            ),
        ),
    ]
