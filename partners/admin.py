"""`/gestion/` of the inventory: the vocabulary only; sheets are edited in their own pages."""

from django.contrib import admin

from partners.forms.parts import DomainField
from partners.indexing import reindex_many
from partners.models import Domain, NeedKind, Partner, Synonym


class CarriedAdmin(admin.ModelAdmin):
    """A vocabulary that search rows carry: they follow when one of these fields changes."""

    carried = set()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and self.carried & set(form.changed_data):
            reindex_many(Partner.objects.all())


@admin.register(Domain)
class DomainAdmin(CarriedAdmin):
    carried = {"label", "parent"}
    list_display = ["label", "code", "parent", "order"]
    list_filter = ["parent"]
    search_fields = ["label", "code"]
    ordering = ["order", "label"]

    def get_readonly_fields(self, request, obj=None):
        """Search rows carry its rank, given once for all."""
        return ["bit"] if obj else []


@admin.register(NeedKind)
class NeedKindAdmin(CarriedAdmin):
    carried = {"label", "parent", "domains"}
    list_display = ["label", "code", "parent", "is_danger", "order"]
    list_filter = ["parent", "is_danger"]
    search_fields = ["label", "code", "words"]
    filter_horizontal = ["domains"]

    def save_model(self, request, obj, form, change):
        """What the association writes is never written over by the vocabulary."""
        obj.is_edited = True
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        """Its rank would be given to another need while search rows still carry it."""
        return False


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    list_display = ["written", "meaning", "kind", "domain", "successor", "is_edited"]
    list_filter = ["kind", "is_edited"]
    list_select_related = ["domain"]
    search_fields = ["written", "meaning", "successor"]
    ordering = ["compared", "meaning"]
    fields = ["written", "meaning", "kind", "stands_for", "domain", "successor", "valid_from", "valid_until"]

    def formfield_for_foreignkey(self, db_field, request, **options):
        """Domains under the name of their family, as in the forms of sheets."""
        if db_field.name == "domain":
            return DomainField(label="Domaine", required=False)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def save_model(self, request, obj, form, change):
        """What the association writes is never written over by the vocabulary."""
        obj.is_edited = True
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        """A word of the vocabulary would come back at the next loading: it is given an end date instead."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_own)
