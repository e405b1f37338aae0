"""The floor: what these pages cost in a Django application of one file, with a session, a user and nothing around."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template import Context, Engine
from django.urls import path
from django.views.decorators.http import require_safe

from base.lists import PAGE_SIZE
from partenariat.bench.plain import PlainPartner, counts_of, filtered, matching
from partners.models import Partner

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partenariat.bench.floor.routed",
]
LIST = """<!doctype html><html lang="fr"><title>Partenaires</title><p>{{ request.user.email }}</p>
<h1>{{ page.paginator.count }} partenaires</h1>
{% for name, values in facets.items %}<h2>{{ name }}</h2><ul>
{% for value, number in values %}<li><a href="?{{ name }}={{ value }}">{{ value }} ({{ number }})</a></li>{% endfor %}
</ul>{% endfor %}
<ul>{% for row in page %}<li><a href="/{{ row.pk }}/">{{ row.name }}</a> {{ row.acronym }} {{ row.domain_label }}
{{ row.commune_name }} {{ row.status }} {{ row.levels|join:", " }} <a href="tel:{{ row.phone }}">{{ row.phone }}</a>
{{ row.verified_on }}<p>{{ row.description|truncatechars:160 }}</p></li>{% endfor %}</ul>
{% if page.has_next %}<a href="?page={{ page.next_page_number }}">Suite</a>{% endif %}</html>"""
DETAIL = """<!doctype html><html lang="fr"><title>{{ row.name }}</title><p>{{ request.user.email }}</p>
<h1>{{ row.name }}</h1><p>{{ row.acronym }} {{ row.domain_label }} {{ row.commune_name }} {{ row.status }}</p>
<p>{{ row.mode }} {{ row.levels|join:", " }} {{ row.natures|join:", " }} {{ row.age_min }} {{ row.age_max }}</p>
<p>{{ row.verified_on }} {{ row.description }}</p><p>{{ row.services }}</p>
<a href="tel:{{ row.phone }}">{{ row.phone }}</a></html>"""
WHOLE = """<!doctype html><html lang="fr"><title>{{ row.name }}</title><p>{{ request.user.email }}</p>
<h1>{{ row.name }}</h1><p>{{ row.acronym }} {{ row.domain.label }} {{ row.domain.parent.label }} {{ row.kind }}</p>
<p>{{ row.partnership.status }} {{ row.partnership.mode }} {{ row.partnership.natures|join:", " }}
{% for level in row.partnership.levels.all %}{{ level.level }} {{ level.since }} {% endfor %}</p>
<p>{{ row.verified_on }} {{ row.description }} {{ row.competence }}</p>
<a href="tel:{{ row.phone }}">{{ row.phone }}</a>
<ul>{% for referent in row.referents.all %}<li>{{ referent.user.last_name }} {{ referent.since }}</li>{% endfor %}</ul>
<ul>{% for site in row.sites.all %}<li>{{ site.label }} {{ site.address }} {{ site.postal_code }}
{{ site.commune.name }} {{ site.opening_hours }} {{ site.phone }}</li>{% endfor %}</ul>
<ul>{% for service in row.services.all %}<li><h2>{{ service.name }}</h2>{{ service.domain.label }}
{{ service.description }} {{ service.age_min }} {{ service.age_max }} {{ service.cost }} {{ service.phone }}
{{ service.usual_delay_days }}{% for need in service.needs.all %} {{ need.label }}{% endfor %}</li>{% endfor %}</ul>
<ul>{% for contact in row.contacts.all %}<li>{{ contact.first_name }} {{ contact.last_name }} {{ contact.role }}
{{ contact.phone }} {{ contact.email }}</li>{% endfor %}</ul></html>"""
LISTED, DETAILED, WHOLLY = (Engine().from_string(text) for text in (LIST, DETAIL, WHOLE))


def routed(get_response):
    """The addresses of this module, whatever those of the settings are."""

    def middleware(request):
        request.urlconf = "partenariat.bench.floor"
        return get_response(request)

    return middleware


@require_safe
def partner_list(request):
    """Twenty-five partners: all, filtered with the counts of these filters, or found by words."""
    found, facets = PlainPartner.objects.order_by("name", "pk"), {}
    if request.GET.get("q"):
        found = matching(request.GET["q"])[0]
    chosen = {name: request.GET[name] for name in ("domain", "status") if name in request.GET}
    if chosen:
        facets = {name: counts_of(filtered(found, chosen, (), but=name), name, ()) for name in chosen}
        found = filtered(found, chosen, ())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return HttpResponse(LISTED.render(Context({"page": page, "facets": facets, "request": request})))


@require_safe
def partner_detail(request, pk):
    """One partner."""
    row = get_object_or_404(PlainPartner, pk=pk)
    return HttpResponse(DETAILED.render(Context({"row": row, "request": request})))


@require_safe
def partner_whole(request, pk):
    """One partner with its places, services and people, read from the tables of the product as Django does."""
    found = Partner.objects.select_related("domain__parent", "partnership").prefetch_related(
        "sites__commune", "services__domain", "services__needs", "contacts", "referents__user", "partnership__levels"
    )
    return HttpResponse(WHOLLY.render(Context({"row": get_object_or_404(found, pk=pk), "request": request})))


urlpatterns = [path("", partner_list), path("<int:pk>/", partner_detail), path("entier/<int:pk>/", partner_whole)]
