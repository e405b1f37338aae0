"""What may be told to a partner: asked in the order of field guide 4.5, each refusal with what mends it (L-13)."""

from django.db.models import Max
from django.utils import timezone

from base.templatetags.ui import date_fr
from partners.choices import Secrecy
from partners.models import Partner
from referrals.choices import NOMINATIVE, Agreement, Category, Frame, Status, YouthKnows
from referrals.timeline import quoted
from referrals.verbs import FIELD_ROLES, MoveRefused
from referrals.workflow import SHARE

NONE, AGREEMENT = Frame.NOTHING_NOMINATIVE.label, Frame.YOUTH_AGREEMENT.label


def check_sharing(referral, sharing, *, by):
    """The orientation allows it, its days are in order, its frame holds, and its recipient is this partner’s."""
    if by.role not in FIELD_ROLES:
        raise MoveRefused("Votre rôle ne permet pas de noter ce qui est transmis.")
    if sentence := closed_because(referral):
        raise MoveRefused(sentence)
    _check_days(referral, sharing)
    if sharing.frame == Frame.YOUTH_AGREEMENT:
        _check_agreement(referral, sharing)
    _check_recipient(referral, sharing)
    _check_categories(sharing)


def closed_because(referral):
    """Why nothing may be told now, in a sentence; empty when something may."""
    if referral.agreement == Agreement.REFUSED:
        return "Le jeune n’a pas souhaité cette orientation, ou est revenu sur son accord\u00a0: rien n’est transmis."
    if referral.is_ended:
        return "Cette orientation est terminée\u00a0: rien de plus n’est transmis. Notez plutôt un nouvel essai."
    if referral.status == Status.TO_VALIDATE:
        return "Le chef de service valide d’abord cette orientation\u00a0: rien n’est transmis avant."
    return ""


def _check_days(referral, sharing):
    if sharing.shared_on > timezone.localdate():
        raise MoveRefused("Choisissez aujourd’hui ou avant\u00a0: ce qui n’est pas encore dit se notera.", "shared_on")
    if sharing.shared_on < referral.happened_on:
        raise MoveRefused(f"Choisissez le {date_fr(referral.happened_on)} ou après{OF_REFERRAL}", "shared_on")


OF_REFERRAL = "\u00a0: c’est le jour de l’orientation."


def _check_agreement(referral, sharing):
    if referral.agreement != Agreement.GIVEN:
        raise MoveRefused(
            "Le jeune n’a pas encore dit oui à cette orientation\u00a0: demandez-lui d’abord, "
            f"ou restez {quoted(NONE)}.",
            "frame",
        )
    if sharing.agreed_on is None:
        raise MoveRefused("Indiquez quand le jeune a donné son accord à ce partage\u00a0: l’oral compte.", "agreed_on")
    _check_agreed_on(referral, sharing)
    if sharing.youth_knows not in (YouthKnows.ALL, YouthKnows.PARTLY):
        raise MoveRefused(
            f"{quoted(AGREEMENT)} suppose qu’il sache à qui l’on parle et de quoi\u00a0: "
            "dites-lui d’abord, puis notez ce qu’il sait.",
            "youth_knows",
        )


def _check_agreed_on(referral, sharing):
    if sharing.agreed_on > sharing.shared_on:
        raise MoveRefused(
            f"L’accord du jeune vient avant le partage\u00a0: choisissez le {date_fr(sharing.shared_on)} ou avant.",
            "agreed_on",
        )
    if sharing.agreed_on < referral.happened_on:
        raise MoveRefused(f"Choisissez le {date_fr(referral.happened_on)} ou après{OF_REFERRAL}", "agreed_on")
    taken_back = taken_back_on(referral)
    if taken_back and sharing.agreed_on < taken_back:
        raise MoveRefused(
            f"Le jeune est revenu sur un accord le {date_fr(taken_back)}\u00a0: demandez-le-lui de nouveau, "
            "et notez ce jour-là.",
            "agreed_on",
        )


def _check_recipient(referral, sharing):
    if sharing.contact is not None and sharing.contact.partner_id != referral.partner_id:
        raise MoveRefused("Cet interlocuteur n’est pas de ce partenaire\u00a0: choisissez dans la liste.", "contact")


def _check_categories(sharing):
    if not sharing.categories:
        raise MoveRefused("Cochez ce qui est dit\u00a0: les catégories seulement, jamais le contenu.", "categories")
    named = [Category(name).label for name in sharing.categories if name in NOMINATIVE]
    if named and sharing.frame == Frame.NOTHING_NOMINATIVE:
        raise MoveRefused(
            f"{quoted(NONE.capitalize())}\u00a0: décochez {' et '.join(named)}, "
            f"ou choisissez {quoted(AGREEMENT)} s’il est d’accord.",
            "categories",
        )


def taken_back_on(referral):
    """The last day when the youth took back a sharing to which they had agreed; None if never."""
    mistaken = mistaken_in(referral.events.all())
    agreed = referral.sharings.filter(frame=Frame.YOUTH_AGREEMENT).exclude(pk__in=mistaken)
    return agreed.aggregate(last=Max("revoked_on"))["last"]


def check_retract(referral, sharing, *, by, on):
    """It still holds, and the youth took it back after it was told, not tomorrow."""
    if by.role not in FIELD_ROLES:
        raise MoveRefused("Votre rôle ne permet pas de noter ce que le jeune retire.")
    if sharing.revoked_on:
        raise MoveRefused(f"Ce partage est déjà clos depuis le {date_fr(sharing.revoked_on)}. Rien n’a été ajouté.")
    if on > timezone.localdate():
        raise MoveRefused("Choisissez aujourd’hui ou avant\u00a0: c’est le jour où le jeune l’a dit.", "on")
    if on < sharing.shared_on:
        raise MoveRefused(
            f"Choisissez le {date_fr(sharing.shared_on)} ou après\u00a0: c’est le jour du partage.", "on"
        )


def contacts_of(referral, user):
    """The people in post there to whom this person may speak."""
    if not Partner.objects.visible_to(user).filter(pk=referral.partner_id).exists():
        return referral.partner.contacts.none()
    return referral.partner.contacts.present(timezone.localdate())


def bound_text(secrecy, basis=""):
    """Whether someone is bound by secrecy, in words; it comes only from a text (L-11)."""
    known = [Secrecy(secrecy).label, *([basis] if secrecy == Secrecy.YES else [])]
    return f"soumis au secret\u00a0: {' – '.join(known)}"


def shared_rows(referral, events):
    """The sharings of an orientation for its page, each with how it ended if it did."""
    mistaken = mistaken_in(events)
    return [{"sharing": sharing, "is_mistaken": sharing.pk in mistaken} for sharing in referral.sharings.all()]


def mistaken_in(events):
    """The keys of the sharings that were noted by mistake: their fact was undone."""
    undone = {event.undoes_id for event in events}
    return {pk for event in events if event.pk in undone for pk in event.before.get(SHARE, ())}
