"""Nothing personal in addresses, titles and mails; nothing forgotten within reach (C-08, C-10, L-37)."""

import re

import pytest
from django.conf import settings

from partenariat.tests.test_matrix import MATRIX, address
from partenariat.tests.test_matrix import cast as cast
from partenariat.tests.test_matrix import world as world
from referrals.models import Situation

TARGETS = re.compile(r'\b(?:href|action|src)="([^"]*)"')
MAILS = sorted((settings.BASE_DIR / "templates/emails").rglob("*.txt"))
# A mail says that something waits, and where: no name, code, need, partner or team.
SAID_BY_MAILS = {"link", "url", "reference"}
FORGOTTEN = [
    ".git/config",
    ".git/HEAD",
    ".env",
    ".data/",
    "settings.py",
    "manage.py",
    "media/",
    "backup.sql",
    "server-status",
]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", ["educator", "team_lead"])
def test_no_title_nor_address_says_who(world, cast, client, person):
    Situation.objects.filter(youth=world["youth"]).update(landmark="Basket bleu")
    secrets = [world["youth"].code, "Basket", "basket", cast["educator"].email, cast["educator"].first_name]
    client.force_login(cast[person])
    shown = 0
    for name in MATRIX:
        page = client.get(address(name, world)).content.decode(errors="replace")
        title = "".join(re.findall(r"<title>(.*?)</title>", page, re.DOTALL))
        public = title + "".join(target for target in TARGETS.findall(page) if not target.startswith("mailto:"))
        assert [secret for secret in secrets if secret in public] == [], name
        shown += world["youth"].code in page
    assert shown >= 4


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_a_mail_holds_a_reference_and_a_link_and_nothing_else(path):
    assert set(re.findall(r"{{\s*(\w+)[^}]*}}", path.read_text())) <= SAID_BY_MAILS


@pytest.mark.parametrize("path", FORGOTTEN)
@pytest.mark.parametrize("folder", ["/", "/static/", "/static/../", "/static/%2e%2e/"])
def test_no_file_of_the_server_is_served(client, administrator, folder, path):
    client.force_login(administrator)
    assert client.get(folder + path).status_code == 404


@pytest.mark.parametrize("folder", ["/static/", "/static/js/", "/static/vendor/"])
def test_no_folder_is_listed(client, administrator, folder):
    client.force_login(administrator)
    assert client.get(folder).status_code == 404
