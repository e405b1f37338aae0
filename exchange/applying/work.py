"""The unit of work of an import: objects changed in memory, then written in few statements."""

from collections import defaultdict

from django.utils import timezone

from base.models import VersionedModel
from partners.models import (
    Contact,
    ImportedRecord,
    Partner,
    Partnership,
    PartnershipLevel,
    PartnershipReferent,
    Service,
    Site,
)

BATCH = 500
# A main place gives way before another takes its turn: changes and removals go before creations.
ORDER = [Partner, Site, Service, Partnership, PartnershipLevel, PartnershipReferent, Contact, ImportedRecord]


class Work:
    """What is to be written, gathered row after row."""

    def __init__(self):
        self.created = defaultdict(list)
        self.changed = defaultdict(dict)
        self.removed = defaultdict(list)
        self.places, self.needs, self.others = {}, {}, []
        self.touched = {}

    def create(self, record):
        """A new row."""
        self.created[type(record)].append(record)
        return record

    def change(self, record, **values):
        """Give values to a record; a new one carries them already."""
        for name, value in values.items():
            setattr(record, name, value)
        if record.pk is not None:
            _, names = self.changed[type(record)].setdefault(record.pk, (record, set()))
            names.update(values)

    def remove(self, record):
        """Drop a row; a new one is only forgotten."""
        self.changed[type(record)].pop(record.pk, None)
        if record.pk is None:
            self.created[type(record)] = [item for item in self.created[type(record)] if item is not record]
        else:
            self.removed[type(record)].append(record.pk)

    def set_places(self, service, sites):
        """The places of a service."""
        self.places[service.uid] = service, list(sites)

    def set_needs(self, service, needs):
        """The needs that a service says."""
        self.needs[service.uid] = service, list(needs)

    def touch(self, partner):
        """The sheet changed: its date and its search row follow."""
        self.touched[partner.uid] = partner

    def write(self):
        """Write all of it, in the caller’s transaction."""
        self._date_sheets()
        for model in ORDER:
            self._write_changes(model)
            model.objects.filter(pk__in=self.removed[model]).delete()
            model.objects.bulk_create(self.created[model], batch_size=BATCH)
        self._write_links(Service.sites.through, "site", self.places)
        self._write_links(Service.needs.through, "needkind", self.needs)
        self._write_other_domains()

    def _date_sheets(self):
        now = timezone.now()
        for partner in self.touched.values():
            self.change(partner, updated_at=now)

    def _write_changes(self, model):
        """Records that change the same fields are written together."""
        groups = defaultdict(list)
        for record, names in self.changed[model].values():
            if issubclass(model, VersionedModel):
                record.version += 1
                names = names | {"version"}
            groups[frozenset(names)].append(record)
        for names, records in groups.items():
            model.objects.bulk_update(records, sorted(names), batch_size=BATCH)

    def _write_links(self, through, name, wanted):
        """Only the differences: the history shows each row that is written."""
        held = through.objects.filter(service__in=[service.pk for service, _ in wanted.values()])
        before = {(service, other): pk for pk, service, other in held.values_list("pk", "service", name)}
        after = {(service.pk, other.pk): None for service, others in wanted.values() for other in others}
        through.objects.filter(pk__in=[pk for pair, pk in before.items() if pair not in after]).delete()
        missing = (pair for pair in after if pair not in before)
        rows = [through(**{"service_id": service, f"{name}_id": other}) for service, other in missing]
        through.objects.bulk_create(rows, batch_size=BATCH)

    def _write_other_domains(self):
        for model, key in ((Partner, "partner_id"), (Service, "service_id")):
            through = model.secondary_domains.through
            rows = [
                through(**{key: owner.pk, "domain_id": domain.pk})
                for owner, domains in self.others
                if isinstance(owner, model)
                for domain in domains
            ]
            through.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
