"""What youths said of a partner at the end: three questions, added to sums, nobody’s row (2-27)."""

from django.db.models import F
from django.utils import timezone

from partners.choices import PartnerKind
from partners.models import PartnerVoice

# The words are said to the youth, or read by them.
QUESTIONS = {
    "useful": "Est-ce que ça t’a été utile\u202f?",
    "respected": "Est-ce qu’on t’a respecté\u202f?",
    "again": "Est-ce que tu y retournerais\u202f?",
}
# Where one person is the partner, a sum would be a judgement of that person.
ONE_PERSON = (PartnerKind.PRACTITIONER, PartnerKind.PERSON)


def may_be_asked_about(partner):
    """Whether youths are asked about this partner: an organisation, never one person."""
    return partner.kind not in ONE_PERSON


def add_voice(partner, answers):
    """Add one voice to the sums of the year: a question to its yes or no; one that says nothing adds nothing."""
    answers = {name: said for name, said in answers.items() if name in QUESTIONS and said is not None}
    if not answers or not may_be_asked_about(partner):
        return
    voice, _ = PartnerVoice.objects.get_or_create(partner=partner, year=timezone.localdate().year)
    yes = [name for name, said in answers.items() if said]
    PartnerVoice.objects.filter(pk=voice.pk).update(asked=F("asked") + 1, **{name: F(name) + 1 for name in yes})
