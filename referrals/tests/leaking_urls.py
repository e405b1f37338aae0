"""A view that forgets `visible_to` and reads the tables themselves: the wall alone stands in its way."""

from django.db import connection
from django.http import JsonResponse
from django.urls import path

from partenariat import urls
from referrals.models import Youth
from referrals.wall_views import VIEWS
from referrals.walls import POLICIES


def leak(request):
    """All that a raw query brings, by table."""
    found = {}
    with connection.cursor() as cursor:
        for table in [*POLICIES, *(view.name for view in VIEWS)]:
            cursor.execute(f"SELECT id FROM {table} ORDER BY id")
            found[table] = [key for (key,) in cursor.fetchall()]
    return JsonResponse(found)


def break_down(request):
    """An error that shows what it was working on."""
    raise RuntimeError([*Youth.objects.values_list("code", "uid", "situation__landmark")])


urlpatterns = [*urls.urlpatterns, path("fuite/", leak), path("panne/", break_down)]
