"""The site map: what someone may open from anywhere, beside the menu (RGAA 12.1)."""

from django.urls import reverse

from accounts.permissions import can_answer_rights, can_edit_association, can_manage_people
from partenariat.journal.permissions import can_inquire, can_read_technical, can_set_retention
from partners.permissions import can_create_partners, can_edit_synonyms
from referrals.permissions import can_note_referrals, can_read_all_figures

BESIDE_THE_MENU = [
    ("Carte des partenaires", "partners:partner_map", lambda user: True),
    ("Nouveau partenaire", "partners:partner_create", can_create_partners),
    (
        "Besoins sans réponse",
        "referrals:uncovered_list",
        lambda user: can_note_referrals(user) or can_read_all_figures(user),
    ),
    ("Orientations à suivre", "referrals:call_list", can_note_referrals),
    ("Demandes reçues de partenaires", "referrals:request_list", can_note_referrals),
    ("Noter une orientation", "referrals:referral_create", can_note_referrals),
    ("Corrections que j’ai proposées", "partners:correction_mine", lambda user: True),
    ("Mes informations, à remettre au jeune", "information_sheet", lambda user: True),
    ("Sigles", "partners:synonym_list", lambda user: True),
    ("Recherches sans résultat", "partners:search_log_list", can_edit_synonyms),
    ("Équipes et astreintes", "accounts:team_list", lambda user: True),
    ("Réglages de l’association", "accounts:association_update", can_edit_association),
    ("Référentiels", "admin:index", can_manage_people),
    ("Mes traces", "journal:entry_list", lambda user: True),
    ("Lire le journal sur incident", "journal:inquiry_create", can_inquire),
    ("Vue technique du journal", "journal:technical_list", can_read_technical),
    ("Durée de conservation du journal", "journal:retention_update", can_set_retention),
    ("Demandes de droits", "accounts:right_list", can_answer_rights),
    ("Revue des comptes", "accounts:user_review", can_manage_people),
    ("Mes appareils", "accounts:device_list", lambda user: True),
    ("Mon second facteur", "mfa_index", lambda user: True),
    ("Changer ma phrase de passe", "account_change_password", lambda user: True),
]


def beside_the_menu(user):
    """The pages that the menu of this person leaves out; none for a stranger."""
    if not user.is_authenticated:
        return []
    return [{"label": label, "url": reverse(name)} for label, name, allowed in BESIDE_THE_MENU if allowed(user)]
