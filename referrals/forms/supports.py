"""Who accompanies a youth: a co-referent more, a referent who hands over (4-15)."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from base.templatetags.ui import date_fr
from referrals.choices import SupportRole
from referrals.filters import educators_of
from referrals.forms.days import PastDayField
from referrals.forms.fields import UidChoiceField


class SupportForm(forms.Form):
    """A colleague of the team who accompanies too (binôme)."""

    use_required_attribute = False

    educator = UidChoiceField(
        User.objects.none(),
        label="Éducateur de l’équipe",
        empty_label="– choisir –",
        error_messages={"required": "Choisissez un éducateur de l’équipe."},
    )
    on = PastDayField(label="Depuis le")

    def __init__(self, *args, youth, **kwargs):
        super().__init__(*args, **kwargs)
        there = youth.supports.filter(until=None)
        self.fields["educator"].queryset = educators_of([youth.team_id]).exclude(
            pk__in=self.already(there).values("educator")
        )

    def already(self, there):
        """Those who are not proposed: they accompany already."""
        return there


class HandOverForm(SupportForm):
    """The educator who becomes referent; the former one leaves, or stays along for a while."""

    on = PastDayField(label="À partir du")
    stays = forms.BooleanField(
        label="L’actuel référent reste, comme co-référent",
        required=False,
        help_text="Pour passer le relais en douceur, avec le jeune.",
    )

    def __init__(self, *args, youth, support, **kwargs):
        self.support = support
        super().__init__(*args, youth=youth, **kwargs)

    def already(self, there):
        """The referents: a co-referent may become one."""
        return there.filter(role=SupportRole.REFERENT)

    def clean_on(self):
        day, since = self.cleaned_data["on"], self.support.since
        if day < since:
            raise ValidationError(f"C’est avant son arrivée, le {date_fr(since)} : choisissez ce jour ou après.")
        return day
