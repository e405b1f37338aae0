"""What the printed sheets of the demonstration have to say: an appointment, careful papers."""

from referrals.choices import Status, SupportRole
from referrals.models import Referral, Situation, Support, Youth


def fill_papers(dice, house):
    """The educator of the demonstration has an appointment to print, and a youth who asks for careful papers."""
    educator = house.users["educateur"]
    fixed = Referral.objects.filter(status=Status.APPOINTMENT, team=house.teams["Les Coteaux"])
    fixed = fixed.filter(partner__is_sensitive=False).exclude(youth=None)
    referral = fixed.order_by("-happened_on", "-pk").select_related("youth").first()
    if referral is None:
        return
    _accompany(referral.youth, educator, referral.happened_on)
    Youth.objects.filter(pk=referral.youth_id).update(last_contact_on=dice.today)
    others = educator.supports.current().exclude(youth=referral.youth).order_by("youth__code")
    Situation.objects.filter(youth=others.values_list("youth", flat=True).first()).update(neutral_papers=True)


def _accompany(youth, educator, since):
    if not Support.objects.filter(youth=youth, educator=educator, until=None).exists():
        Support.objects.create(youth=youth, educator=educator, role=SupportRole.CO_REFERENT, since=since)
