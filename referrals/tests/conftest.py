from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Habilitation
from referrals.choices import Agreement, Mode
from referrals.tests.factories import YouthFactory
from referrals.tests.notes import NOTE, indexed_partner
from territories.models import Commune, District


@pytest.fixture
def count_queries():
    """How many queries a call sends."""

    def count(call):
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count


@pytest.fixture
def youth(educator, association):
    return YouthFactory(created_by=educator, situation__landmark="Basket bleu", situation__sex="female")


@pytest.fixture
def partner(db):
    return indexed_partner("Mission locale des Hauts")


@pytest.fixture
def district(team):
    district = District.objects.create(name="Palmer")
    district.communes.add(Commune.objects.get(code="33119"))
    Habilitation.objects.create(team=team, district=district)
    return district


@pytest.fixture
def note(sign_in, educator, youth, partner):
    """Save a note: the six fields, changed as said."""

    def post(who=educator, address="", **changes):
        typed = {
            "token": uuid4(),
            "person": "known",
            "youth": youth.uid,
            "need": "emploi-formation--cv",
            "partner": partner.uid,
            "mode": Mode.CALL,
            "agreement": Agreement.GIVEN,
            "happened_on": timezone.localdate(),
            "stage": "",
        } | changes
        typed = {name: value for name, value in typed.items() if value is not None}
        return sign_in(who).post(NOTE + address, typed)

    return post
