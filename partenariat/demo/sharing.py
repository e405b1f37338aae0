"""What the demonstration’s orientations told, how far youths were accompanied, and what they said at the end."""

from datetime import UTC, datetime, time, timedelta

from partenariat.demo.figures import RECENT_DAYS
from partners.models import PartnerVoice
from partners.voices import QUESTIONS, may_be_asked_about
from referrals.choices import (
    Agreement,
    AgreementForm,
    Autonomy,
    Category,
    Direction,
    FamilyKnows,
    Frame,
    Mode,
    Outcome,
    Status,
    YouthKnows,
)
from referrals.models import Referral, ReferralEvent, Sharing
from referrals.workflow import AFTER_CONTACT, SHARE

TOGETHER = (Mode.ACCOMPANIED, Mode.TRIPARTITE, Mode.REPEATED, Mode.RELAY)
WHO_DOES_WHAT = ["Nous appelons avec lui, il s’y rend.", "Elle prend rendez-vous, nous y allons ensemble.", ""]
FAMILY = [FamilyKnows.KNOWS, FamilyKnows.TO_TELL, FamilyKnows.NOT_TOLD, FamilyKnows.UNSAID]
VOICES = 12  # partners of whom youths spoke


def fill_sharing(dice):
    """What was told and done lately; autonomy at the end; the voices of a year on some partners."""
    since = dice.today - timedelta(days=RECENT_DAYS)
    outbound = Referral.objects.filter(direction=Direction.OUT).select_related("partner", "noted_by").order_by("pk")
    lately = outbound.filter(happened_on__gte=since, status__in=AFTER_CONTACT).exclude(youth=None)
    _tell(dice, lately)
    _accompany(lately.filter(mode__in=TOGETHER))
    _end(dice, outbound.filter(status=Status.CLOSED))
    _speak(dice, outbound.filter(status=Status.CLOSED, ended_on__year=dice.today.year - 1))


def _tell(dice, referrals):
    for referral in referrals:
        sharing = Sharing.objects.create(**_told(dice, referral), referral=referral, uid=dice.uid())
        _note(referral, SHARE, {SHARE: [sharing.pk]})
        form = dice.choice(AgreementForm.values)
        Referral.objects.filter(pk=referral.pk).update(agreed_on=referral.happened_on, agreement_form=form)


def _told(dice, referral):
    contact = referral.partner.contacts.present(dice.today).order_by("pk").first()
    agreed = referral.agreement == Agreement.GIVEN and dice.random() < 0.4
    named = [Category.FIRST_NAME, Category.NEED, Category.AVAILABILITY]
    return {
        "contact": contact,
        "recipient": ", ".join(filter(None, [contact and str(contact), referral.partner_label]))[:200],
        "is_bound": contact.secrecy if contact else Sharing().is_bound,
        "frame": Frame.YOUTH_AGREEMENT if agreed else Frame.NOTHING_NOMINATIVE,
        "categories": named if agreed else [Category.NEED, Category.STEPS],
        "agreed_on": referral.happened_on if agreed else None,
        "who_does_what": dice.choice(WHO_DOES_WHAT),
        "youth_knows": YouthKnows.ALL,
        "family_knows": dice.choice(FAMILY),
        "shared_on": referral.status_since,
        "by": referral.noted_by,
    }


def _accompany(referrals):
    for referral in referrals:
        done = 3 if referral.mode == Mode.REPEATED else 1
        own = int(referral.mode == Mode.REPEATED)
        for number in range(done):
            _note(referral, "accompany", {"accompanied_steps": number, "own_steps": 0})
        if own:
            _note(referral, "step_by_youth", {"accompanied_steps": done, "own_steps": 0})
        Referral.objects.filter(pk=referral.pk).update(accompanied_steps=done, own_steps=own)


def _note(referral, verb, before):
    on = referral.status_since
    ReferralEvent.objects.create(
        referral=referral,
        verb=verb,
        from_status=referral.status,
        to_status=referral.status,
        happened_on=on,
        typed_at=datetime.combine(on, time(18), UTC),
        by=referral.noted_by,
        before=before,
    )


def _end(dice, referrals):
    ended = list(referrals)
    for referral in ended:
        alone = referral.outcome == Outcome.AUTONOMOUS
        referral.autonomy = Autonomy.ALONE if alone else dice.choice(Autonomy.values)
    Referral.objects.bulk_update(ended, ["autonomy"], batch_size=500)


def _speak(dice, referrals):
    closed = {}
    for referral in referrals.select_related("partner"):
        closed[referral.partner] = closed.get(referral.partner, 0) + 1
    asked = [item for item in closed.items() if item[1] >= 6 and may_be_asked_about(item[0])]
    for partner, count in asked[:VOICES]:
        sums = {name: dice.randint(count // 2, count) for name in QUESTIONS}
        PartnerVoice.objects.create(partner=partner, year=dice.today.year - 1, asked=count, **sums)
