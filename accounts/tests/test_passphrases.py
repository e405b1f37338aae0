"""L-29: long, without composition rule, and not what is guessed first."""

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(association):
    association.name = "Les Passerelles du Fleuve"
    association.save()
    return User(first_name="Samira", last_name="Benhaddou", email="s.benhaddou@fleuve.example")


@pytest.mark.parametrize(
    "passphrase",
    [
        "vélo tiroir 12",  # fourteen characters
        "motdepassemotdepasse",
        "MotDePasse2024!!",
        "m0td3p4ss3m0td3p4ss3",
        "azertyuiop123456",
        "123456789012345",
        "aaaaaaaaaaaaaaaaaa",
        "tartempiontartempion",
        "abcdefghijklmnopqrst",
        "Partenariat2026!!",
        "Prévention spécialisée 33",
        "Passerelles Fleuve 2026",
        "Samira Benhaddou 1990",
        "tilleul bretelle archipel moutarde",
    ],
)
def test_what_is_guessed_first_is_refused(person, passphrase):
    with pytest.raises(ValidationError):
        validate_password(passphrase, person)


@pytest.mark.parametrize(
    "passphrase",
    [
        "quatre mots tirés au sort",
        "correct cheval pile agrafe",
        "x7#Kp9!vQm2$Lw8z",
        "840251983746209",
        "кошка велосипед лампа",
        "un vélo rouge dans le pré " * 1 + "qui attend son tour depuis longtemps, longtemps, longtemps",
    ],
)
def test_any_long_passphrase_is_accepted(person, passphrase):
    validate_password(passphrase, person)


def test_a_refusal_says_what_to_choose_instead(person):
    with pytest.raises(ValidationError, match="quatre mots sans lien"):
        validate_password("motdepassemotdepasse", person)


def test_passphrases_are_kept_by_argon2id():
    from importlib import reload

    from partenariat import settings as written

    assert reload(written).PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] == {"min_length": 15}
