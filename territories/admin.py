"""Communes and quartiers in the management site, for administrators."""

from django.contrib import admin

from territories.models import Commune, District


@admin.register(Commune)
class CommuneAdmin(admin.ModelAdmin):
    """Communes are official data: they are read and searched here, and loaded by command."""

    list_display = ["name", "code", "department", "population"]
    search_fields = ["normalized_name", "code"]
    search_help_text = "Nom sans accent, ou code Insee"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(District)
class DistrictAdmin(admin.ModelAdmin):
    """Quartiers: a new perimeter is a new row, the former one gets its end date."""

    list_display = ["name", "perimeter", "is_priority", "valid_from", "valid_until"]
    list_filter = ["is_priority", "perimeter"]
    search_fields = ["name"]
    autocomplete_fields = ["communes"]
