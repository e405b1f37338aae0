import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, connections
from django.forms import ModelChoiceField
from django.http import HttpResponse

from accounts.models import User
from base.database_user import set_database_user
from base.middleware import RequestTransactionMiddleware
from base.models import OutgoingMail

pytestmark = pytest.mark.django_db


def database_user():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.user', true), current_setting('app.mode', true)")
        return cursor.fetchone()


def run(rf, view, user=None, method="get"):
    request = getattr(rf, method)("/")
    request.user = user or AnonymousUser()
    return RequestTransactionMiddleware(view)(request)


def test_the_database_knows_who_asks(rf, educator):
    seen = []
    run(rf, lambda request: seen.append(database_user()) or HttpResponse(), educator)
    assert seen == [(str(educator.pk), "user")]


def test_nobody_signed_in_is_nobody_for_the_database(rf):
    seen = []
    run(rf, lambda request: seen.append(database_user()) or HttpResponse())
    assert seen == [("", "user")]


def test_a_connection_used_again_answers_nobody(educator, monkeypatch):
    """What the request said ends with its transaction, whoever comes next on this connection."""
    other = connections.create_connection("default")
    monkeypatch.setattr("base.database_user.connection", other)
    other.set_autocommit(False)
    try:
        assert set_database_user(educator.pk) == ("", "")
        assert set_database_user(educator.pk) == (str(educator.pk), "user")
        other.commit()
        assert set_database_user(None) == ("", "")
    finally:
        other.close()


@pytest.mark.parametrize(("status", "kept"), [(200, 1), (302, 1), (403, 1), (500, 0), (503, 0)])
def test_a_server_error_undoes_everything(rf, status, kept):
    def view(request):
        OutgoingMail.objects.create(cause="essai", to="a@example.org", subject="", body="")
        return HttpResponse(status=status)

    run(rf, view)
    assert OutgoingMail.objects.count() == kept


def test_an_exception_undoes_everything(rf):
    def view(request):
        OutgoingMail.objects.create(cause="essai", to="a@example.org", subject="", body="")
        raise ValueError

    with pytest.raises(ValueError):
        run(rf, view)
    assert not OutgoingMail.objects.exists()


def test_pages_of_a_signed_in_person_stay_in_no_cache(sign_in, reader, association):
    assert "no-store" in sign_in(reader).get("/").headers["Cache-Control"]


def test_a_page_that_fails_half_way_through_its_choices_spoils_no_other(rf, educator):
    """What is left of the first is closed during the second, as the garbage collector does when it pleases."""
    held = []

    def failing(request):
        held.append(iter(ModelChoiceField(User.objects.all(), empty_label=None).choices))
        next(held[0])
        raise ValueError

    def collecting(request):
        held.clear()
        return HttpResponse(User.objects.count())

    with pytest.raises(ValueError):
        run(rf, failing)
    assert int(run(rf, collecting).content)
