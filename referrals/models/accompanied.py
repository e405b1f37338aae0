"""Who accompanies a youth, over time: a binôme, several referents if need be, and one may change (4-15)."""

from django.db import models, transaction

from referrals.choices import OPEN, SupportRole
from referrals.verbs import MoveRefused

NO_REFERENT = "Il n’y aurait plus de référent\u202f: choisissez plutôt qui prend le relais."
ALREADY_CHANGED = "Cet accompagnement a changé entre-temps\u202f: vérifiez la liste ci-dessous."


class Accompanied(models.Model):
    """The verbs of an accompaniment; nobody is without a referent, no open orientation without who follows it.

    The order of the writes is the wall’s: whoever leaves does so last, for they may write nothing afterwards.
    """

    class Meta:
        abstract = True

    def join(self, educator, *, since):
        """A colleague accompanies too, as co-referent."""
        return self.supports.create(educator=educator, role=SupportRole.CO_REFERENT, since=since)

    @transaction.atomic
    def part(self, support, *, on):
        """An educator no longer accompanies from the next day; the referent follows the orientations left open."""
        self._lock()
        referents = self._open_supports().filter(role=SupportRole.REFERENT).exclude(pk=support.pk)
        heir = referents.select_related("educator").first()
        if heir is None:
            raise MoveRefused(NO_REFERENT)
        self._pass_on(support.educator, heir.educator)
        self._change(support, until=on)

    @transaction.atomic
    def hand_over(self, support, to, *, on, stays=False):
        """Another educator becomes referent and follows the open orientations; the former one leaves, or stays along.

        A youth may ask for it: nobody owns an accompaniment (4-15).
        """
        self._lock()
        if not self._open_supports().filter(educator=to).update(role=SupportRole.REFERENT):
            self.supports.create(educator=to, role=SupportRole.REFERENT, since=on)
        self._pass_on(support.educator, to)
        self._change(support, **({"role": SupportRole.CO_REFERENT} if stays else {"until": on}))

    def _lock(self):
        type(self).objects.select_for_update(no_key=True).get(pk=self.pk)

    def _open_supports(self):
        return self.supports.filter(until=None)

    def _pass_on(self, former, to):
        self.referrals.filter(status__in=OPEN, followed_by=former).update(followed_by=to)

    def _change(self, support, **values):
        if not self._open_supports().filter(pk=support.pk, role=support.role).update(**values):
            raise MoveRefused(ALREADY_CHANGED)
