"""For every facet shown, the count equals what choosing it gives: random directories and searches (design rule 10).

A value counts as if it were alone in its group; each condition is a group of its own, and is added to the others.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.choices import Role
from accounts.models import Team
from conftest import person
from partners import filters
from partners.models import Favourite, Partner
from partners.search.statement import find
from partners.synthetic.directory import generate
from partners.tests.factories import ReferentFactory

URL = reverse("partners:partner_list")
FACET = re.compile(r'data-facet="([^:"]+):([^"]*)"[^>]*>.*?<b>(\d+)</b>')
TOTAL = re.compile(r'data-total="(\d+)"')
# Values that add up instead of taking the place of the others.
ADDED = {"condition"}
PARTNERS = 60
WORDS = ["", "", "", "maison", "point", "acueil", "logement", "droits", "zanzibar shit", "RQTH"]


@pytest.fixture(scope="module", params=[3, 14])
def world(request, django_db_setup, django_db_blocker):
    """A random directory with referents and favourites, and who looks, on a Tuesday morning; undone after all."""
    with time_machine.travel(tuesday()), django_db_blocker.unblock(), transaction.atomic():
        yield _peopled(request.param)
        transaction.set_rollback(True)


def tuesday():
    """Half past ten on the coming Tuesday, when many doors are open."""
    now = timezone.localtime().replace(hour=10, minute=30)
    return now + timedelta(days=(1 - now.weekday()) % 7)


def _peopled(seed):
    team = Team.objects.create(name="Équipe des comptes")
    other = Team.objects.create(name="Une autre équipe")
    user = person("comptes@example.org", Role.EDUCATOR, "Zoé", team)
    generate(PARTNERS, seed)
    for rank, partner in enumerate(Partner.objects.order_by("pk")[:30]):
        if rank % 2:
            ReferentFactory(partner=partner, user=user, team=team if rank % 4 == 1 else other)
        if rank % 3 == 0:
            owner = {"user": user} if rank % 2 else {"team": team}
            Favourite.objects.create(partner=partner, by=user, **owner)
        if rank % 7 == 0:
            Partner.objects.filter(pk=partner.pk).update(closed_from=timezone.localdate() - timedelta(days=1))
            partner.reindex()
    return user


pytestmark = pytest.mark.django_db


def page(client, params):
    """The facets and the total of a page."""
    html = client.get(f"{URL}?{params.urlencode()}").content.decode()
    return {(group, value): int(count) for group, value, count in FACET.findall(html)}, int(TOTAL.search(html)[1])


def chosen_alone(params, group, value):
    """The same search, this value alone in its group."""
    changed = params.copy()
    changed.pop("page", None)
    if group == "commune":
        changed.pop("quartier", None)
    if group not in ADDED:
        changed.setlist(group, [value])
    elif value not in changed.getlist(group):
        changed.appendlist(group, value)
    return changed


def searches(values):
    """Random searches among the values that this world shows."""
    chosen = st.lists(st.sampled_from(sorted(values)), max_size=3, unique=True)
    codes = [value for group, value in values if group == "commune"]
    place = st.tuples(st.sampled_from(codes), st.sampled_from(["", "5", "20", "50"]))
    return st.builds(
        asked,
        chosen,
        st.sampled_from(WORDS),
        st.one_of(st.just(""), st.integers(10, 30).map(str)),
        st.one_of(st.just(("", "")), place),
    )


def asked(chosen, text, age, place):
    """The parameters of a search."""
    params = QueryDict(mutable=True)
    for group, value in chosen:
        params.appendlist(group, value)
    for name, value in (("q", text), ("age", age), ("distance", place[1])):
        if value:
            params[name] = value
    if place[0] and place[0] not in params.getlist("commune"):
        params.appendlist("commune", place[0])
    return params


def test_every_count_is_what_its_choice_gives(world, client):
    client.force_login(world)
    values, total = page(client, QueryDict())
    assert total == Partner.objects.visible_to(world).count()

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(searches(values))
    def counts_hold(params):
        shown, _ = page(client, params)
        given = {key: find(filters.read(chosen_alone(params, *key)), world).total for key in shown}
        assert shown == given, params.urlencode()

    counts_hold()
