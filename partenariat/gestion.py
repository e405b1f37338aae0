"""The management site `/gestion/`: reference data only, for administrators, behind our own sign-in."""

from collections.abc import Iterable

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

REFERENCE_APPS = {"partners", "territories", "accounts"}
KEPT = "des données que cette page ne montre pas s’en servent encore"


class KeptWhileUsed:
    """What an orientation still names is not deleted: the wall hides which one, PostgreSQL knows that there is one."""

    def get_deleted_objects(self, objs, request):
        """As Django says it, and what it could not see among the obstacles."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        if not protected and not _can_go(objs):
            protected = [KEPT]
        return deleted, counts, missing, protected


def _can_go(objs):
    try:
        with transaction.atomic():
            for record in objs:
                type(record).objects.get(pk=record.pk).delete()
            connection.check_constraints()
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


class ManagementSite(AdminSite):
    """Django’s admin without its own sign-in, which our throttling and journal would not see."""

    site_header = site_title = "Partenariat, gestion"
    index_title = "Référentiels"
    site_url = "/"
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        """Take the reference data of our own apps; youths and what libraries bring never enter (4.4)."""
        models = model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        ours = [model for model in models if model._meta.app_label in REFERENCE_APPS]
        base = admin_class or ModelAdmin
        super().register(ours, type(base.__name__, (KeptWhileUsed, base), {}), **options)

    def has_permission(self, request):
        """Administrators only, and their account still open."""
        return request.user.is_authenticated and request.user.is_active and request.user.is_staff

    @login_not_required
    def login(self, request, extra_context=None):
        """Send to our sign-in whoever is not signed in; refuse the others."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        after = request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(after, allowed_hosts=None)
        return redirect_to_login(after if safe else reverse("admin:index"))

    def logout(self, request, extra_context=None):
        """Sign out where everyone does."""
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        """Change a passphrase where everyone does."""
        return redirect("account_change_password")
