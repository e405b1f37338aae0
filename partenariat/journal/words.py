"""The entries of the journal in words that people read."""

from django.apps import apps

from accounts.choices import RightKind, Role
from accounts.models import Team, User
from audit.asking import device
from audit.choices import Action
from referrals.models import Referral, Situation, Youth
from referrals.workflow import NOTED

DETAILS = {
    "throttled": "essais ralentis",
    "passphrase": "phrase de passe changée",
    "close": "compte fermé",
    "invite": "invitation envoyée",
    "accept invitation": "invitation acceptée",
    "on call": "numéro d’astreinte",
    "draft dropped": "note commencée supprimée",
    "undo": "dernier fait annulé",
    "redirect": "réorientation",
    "mass reading": "plus de pages en une heure que d’habitude",
    "technical view": "vue technique du journal",
    "appointment sheet": "feuille «\u00a0Mon rendez-vous\u00a0»",
    "shuttle sheet": "fiche navette",
    "voice sheet": "feuille des trois questions",
    "helpers sheet": "feuille «\u00a0Qui m’aide\u202f?\u00a0»",
    "information sheet": "feuille «\u00a0Mes informations\u00a0»",
    "retention": "durée de conservation du journal",
    "confirmation": "à la page de confirmation",
    "confirmed": "confirmée",
    "device": "nom de l’appareil",
    "other devices": "autres appareils fermés",
    "device lost": "appareil perdu",
    "void passphrase": "phrase de passe annulée",
    "interim named": "nommé remplaçant du chef de service",
    "interim ended": "remplacement terminé",
}
FIELDS = {
    "role": "rôle",
    "memberships": "équipes",
    "first_name": "prénom",
    "last_name": "nom",
    "access_until": "fin d’accès",
    "ask": "demandé",
    "accept": "accepté",
    "decline": "refusé",
} | {key: label.lower() for key, label in [*Role.choices, *RightKind.choices]}
# Whose fields a change names; the last one wins where two bear the same name.
DESCRIBED = (Team, Referral, Situation)
SECOND_FACTOR = "second factor"
REFUSALS = {"403": "accès refusé", "404": "page introuvable pour vous"}


def told(entries, reader):
    """Rows ready to be shown: a record is named only where this reader may see it, with one query per kind."""
    entries = list(entries)
    names, here = _names(entries, reader), device()
    return [
        {
            "at": entry.at,
            "who": entry.user or "compte inconnu",
            "what": entry.get_action_display(),
            "kind": _kind(entry.kind),
            "record": names.get((entry.kind, entry.record)),
            "detail": detail_of(entry),
            "elsewhere": bool(entry.device) and entry.device != here,
        }
        for entry in entries
    ]


def told_technically(days):
    """Rows of the technical view: the day, the account, the kind of action; one query for the names."""
    people = User.objects.in_bulk({row["user"] for row in days} - {None})
    return [
        {
            "day": row["day"],
            "who": people.get(row["user"]) or _nobody(row["action"]),
            "what": Action(row["action"]).label,
        }
        for row in days
    ]


def _nobody(action):
    return "adresse inconnue" if action == Action.SIGN_IN_FAILED else "une commande du serveur"


def detail_of(entry):
    """What an entry adds, in French; a word that nothing translates stays as it was written."""
    if entry.action == Action.REFUSAL:
        return REFUSALS.get(entry.detail[:3], "")
    if entry.detail in DETAILS:
        return DETAILS[entry.detail]
    if entry.detail.startswith(SECOND_FACTOR):
        return "second facteur"
    if entry.detail in NOTED:
        return NOTED[entry.detail]
    if entry.action not in (Action.CHANGE, Action.ACCOUNT):
        return entry.detail
    return ", ".join(filter(None, (_field(name.strip(",")) for name in entry.detail.split())))


def _field(name):
    if name in {"change", "association"}:
        return ""
    fields = {field.name: field.verbose_name for model in DESCRIBED for field in model._meta.fields}
    return FIELDS.get(name) or fields.get(name) or name


def _kind(label):
    try:
        return apps.get_model(label)._meta.verbose_name if label else ""
    except LookupError:
        return ""


def _names(entries, reader):
    """(kind, uid) → name and address, of the records that this reader sees."""
    seen = {
        "referrals.youth": Youth.objects.visible_to(reader),
        "referrals.referral": Referral.objects.visible_to(reader),
        "accounts.user": User.objects.all(),
        "accounts.team": Team.objects.all(),
    }
    wanted = {kind: {entry.record for entry in entries if entry.kind == kind} - {None} for kind in seen}
    found = ((kind, record) for kind, uids in wanted.items() if uids for record in seen[kind].filter(uid__in=uids))
    return {(kind, record.uid): _name(kind, record) for kind, record in found}


def _name(kind, record):
    return {"text": str(record), "url": record.get_absolute_url() if kind.startswith("referrals.") else ""}
