"""`/gestion/` of the inventory: the vocabulary only; sheets are edited in their own pages."""

from django.contrib import admin

from partners.models import Domain, NeedKind


@admin.register(Domain)
class DomainAdmin(admin.ModelAdmin):
    list_display = ["label", "code", "parent", "order"]
    list_filter = ["parent"]
    search_fields = ["label", "code"]
    ordering = ["order", "label"]


@admin.register(NeedKind)
class NeedKindAdmin(admin.ModelAdmin):
    list_display = ["label", "code", "parent", "is_danger", "order"]
    list_filter = ["parent", "is_danger"]
    search_fields = ["label", "code"]
    filter_horizontal = ["domains"]
