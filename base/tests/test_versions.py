import pytest
from django import forms

from accounts.models import Team
from base.constraints import constraints_as_errors
from base.versions import StaleSave, VersionedForm, claim
from partners.models import Contact
from partners.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db


class ContactForm(VersionedForm):
    class Meta:
        model = Contact
        fields = ["function", "secrecy", "secrecy_basis"]


def typed(version, **values):
    return {"version": version, "function": "Accueil", "secrecy": "no", "secrecy_basis": ""} | values


def test_a_save_raises_the_version():
    contact = ContactFactory()
    form = ContactForm(typed(contact.version, function="Conseillère"), instance=contact)
    assert form.is_valid()
    form.save()
    contact.refresh_from_db()
    assert (contact.function, contact.version) == ("Conseillère", 2)


def test_a_stale_save_writes_nothing_and_shows_both():
    contact = ContactFactory(function="Accueil")
    mine = ContactForm(typed(contact.version, function="Directrice"), instance=Contact.objects.get(pk=contact.pk))
    claim(Contact.objects.get(pk=contact.pk), 1)
    Contact.objects.filter(pk=contact.pk).update(function="Conseillère")
    assert mine.is_valid()
    with pytest.raises(StaleSave) as stale:
        mine.save()
    assert Contact.objects.get(pk=contact.pk).function == "Conseillère"
    assert ("fonction", "Conseillère", "Directrice") in [
        (str(label).lower(), now, typed_value) for label, now, typed_value in mine.differences(stale.value.current)
    ]


def test_a_broken_constraint_is_a_french_sentence_on_the_form(team):
    form = forms.Form({})
    form.is_valid()
    with constraints_as_errors(form):
        Contact.objects.filter(pk=ContactFactory().pk).update(secrecy="yes", secrecy_basis="")
    assert form.non_field_errors() == ["Le secret professionnel vient d’un texte\u00a0: indiquez son fondement."]


def test_without_a_form_it_is_a_validation_error(team):
    with pytest.raises(forms.ValidationError, match="règle de la base"), constraints_as_errors():
        Team.objects.create(name=team.name)
