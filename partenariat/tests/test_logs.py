"""No log of ours holds a query string: it says what someone looked for."""

import logging
import runpy

import pytest
from django.conf import settings

from partenariat.quiet_logs import WithoutQuery

REQUEST = "GET /partenaires/?q=dormir+ce+soir&age=16 HTTP/1.1"


def record(*args, message='"%s" %s %s'):
    return logging.LogRecord("django.server", logging.INFO, "", 1, message, args, None)


def test_the_development_server_writes_the_path_alone():
    told = record(REQUEST, "200", 512)
    assert WithoutQuery().filter(told)
    assert told.getMessage() == '"GET /partenaires/ HTTP/1.1" 200 512'


def test_other_records_pass_unchanged():
    told = record(message="Broken pipe")
    assert WithoutQuery().filter(told) and told.getMessage() == "Broken pipe"


def test_the_filter_is_the_one_of_the_development_server():
    ours = [one for one in logging.getLogger("django.server").handlers if type(one) is logging.StreamHandler]
    assert len(ours) == 1 and isinstance(ours[0].filters[0], WithoutQuery)
    assert not logging.getLogger("django.server").propagate


def test_the_access_log_of_gunicorn_holds_no_query():
    told = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))["access_log_format"]
    assert "%(U)s" in told and not any(atom in told for atom in ("%(r)s", "%(q)s", "%(f)s"))


@pytest.mark.django_db
def test_a_page_not_found_is_logged_without_its_query(sign_in, reader, caplog):
    sign_in(reader).get("/nulle-part/", {"q": "introuvable"})
    assert "/nulle-part/" in caplog.text and "introuvable" not in caplog.text
