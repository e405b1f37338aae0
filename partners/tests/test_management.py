"""`/gestion/` holds the vocabulary of the inventory, for those who have access to it."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["domain", "needkind"])
def test_the_vocabulary_is_kept_in_the_management_site(sign_in, administrator, page):
    browser = sign_in(administrator)
    shown = browser.get(f"/gestion/partners/{page}/")
    assert shown.status_code == 200
    first = shown.context["cl"].result_list[0]
    assert browser.get(f"/gestion/partners/{page}/{first.pk}/change/").status_code == 200


@pytest.mark.parametrize("page", ["partner", "contact", "correction"])
def test_sheets_are_not_edited_there(sign_in, administrator, page):
    assert sign_in(administrator).get(f"/gestion/partners/{page}/").status_code == 404
