"""« Qui m’aide ? »: who, for what, where, when and which number, for a youth or a family (2-23)."""

from dataclasses import dataclass, field
from functools import cached_property

from partners.models import Partner
from referrals.choices import Agreement, Status
from referrals.sheets.version import Paper
from referrals.sheets.words import lowered, moment_in_words, names

# What one page holds, beside the team.
MOST = {Paper.A5: 3, Paper.A4: 4}
NOT_YET = (Status.DRAFT, Status.PROPOSED, Status.TO_VALIDATE)


@dataclass
class Helper:
    """Someone who helps, as the sheet says it; `who` is empty where the name is masked.

    What someone already there does was written by the team (`role`); an orientation has a need (`what`).
    """

    who: str = ""
    role: str = ""
    what: str = ""
    where: str = ""
    phone: str = ""
    moments: list = field(default_factory=list)


class HelpersSheet:
    """Those around a youth today, in this version: the team first, the fil rouge next, then the orientations."""

    def __init__(self, youth, version, user):
        self.youth, self.version, self.user = youth, version, user

    @cached_property
    def team_names(self):
        """The first names of those who accompany."""
        supports = self.youth.supports.current().select_related("educator")
        return [support.educator.first_name for support in supports]

    @property
    def team_phone(self):
        """The number of the team."""
        return self.youth.team.on_call_phone

    @property
    def shown(self):
        """Those that one page holds."""
        return self._all[: MOST[self.version.paper]]

    @property
    def left_out(self):
        """How many do not fit in."""
        return len(self._all) - len(self.shown)

    @cached_property
    def _presences(self):
        return list(self.youth.presences.current().select_related("partner", "domain"))

    @cached_property
    def _referrals(self):
        """The orientations under way that the youth agreed to, the appointments first and the nearest first."""
        agreed = self.youth.referrals.visible_to(self.user).open().outbound().filter(agreement=Agreement.GIVEN)
        known = agreed.exclude(status__in=NOT_YET).select_related("partner", "need_kind", "domain")
        return sorted(known, key=lambda referral: (_appointment(referral) is None, str(_appointment(referral) or "")))

    @cached_property
    def _partners(self):
        """The partners that this person may see, with their places."""
        pks = {one.partner_id for one in [*self._presences, *self._referrals]} - {None}
        seen = Partner.objects.visible_to(self.user).filter(pk__in=pks).prefetch_related("sites__commune")
        return seen.in_bulk()

    @cached_property
    def _all(self):
        by_partner, rows = {}, []
        for presence in self._presences:
            helper = self._present(presence)
            rows.append(by_partner.setdefault(presence.partner_id or object(), helper))
        for referral in self._referrals:
            if referral.partner_id not in by_partner:
                rows.append(by_partner.setdefault(referral.partner_id, self._referred(referral)))
            if _appointment(referral):
                by_partner[referral.partner_id].moments.append(moment_in_words(referral.appointment_at))
        return rows

    def _present(self, presence):
        hidden = self._hides(presence.partner, presence.partner_id, presence.domain)
        role = lowered(presence.role)
        if hidden:
            return Helper(role="" if names(role, presence.organisation, presence.person) else role)
        who = ", ".join(part for part in (presence.person, presence.organisation) if part)
        return Helper(who, role=role, **self._reached(presence.partner_id))

    def _referred(self, referral):
        hidden = self._hides(referral.partner, referral.partner_id)
        what = lowered(referral.need_kind.label) if self.version.tells_need(hidden) else ""
        if hidden:
            return Helper(what=what)
        return Helper(referral.partner_label, what=what, **self._reached(referral.partner_id))

    def _hides(self, partner, key, domain=None):
        return self.version.hides(partner, domain) or (key is not None and key not in self._partners)

    def _reached(self, key):
        """The main address and the telephone of a partner."""
        partner = self._partners.get(key)
        if partner is None:
            return {}
        site = next(iter(partner.sites.all()), None)
        return {"where": site.address_text if site and site.address else "", "phone": partner.phone}


def _appointment(referral):
    return referral.appointment_at if referral.status == Status.APPOINTMENT else None
