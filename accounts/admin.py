"""Teams and the territories where they are commissioned, in the management site; people have their own pages."""

from django.contrib import admin

from accounts.models import Habilitation, Team


class HabilitationInline(admin.TabularInline):
    model = Habilitation
    autocomplete_fields = ["commune", "district"]
    extra = 1


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    """Teams; their members are set on each person’s page, the on-call number on the team’s."""

    list_display = ["name", "on_call_phone"]
    fields = ["name"]
    inlines = [HabilitationInline]
