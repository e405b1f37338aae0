"""Finding what a draft applies to: by the trace of an earlier import, by our own identifier, by name and commune."""

import re
import uuid
from collections import Counter, defaultdict

from django.db.models import Q

from base.text import normalise
from exchange.applying.sheets import Target, loaded_sheets
from exchange.drafts import PARTNER, SERVICE, STRUCTURE
from exchange.formats.model_columns import IDENTIFIER
from partners.choices import PartnerKind, PartnerState
from partners.models import ImportedRecord, Partner, Service

OWN_SOURCE = "partenariat"
OWN_ID = re.compile(r"^partenariat--([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")


class Existing:
    """What is already here for these drafts, read in a constant number of queries."""

    def __init__(self, drafts, reference):
        sources = {draft.source for draft in drafts}
        parents = {draft.parent_id for draft in drafts if draft.parent_id}
        records = list(ImportedRecord.objects.filter(Q(source__in=sources) | Q(external_id__in=parents)))
        self.parents = {record.external_id: record for record in records if not record.service_id}
        self.records = {(record.source, record.external_id): record for record in records}
        self.by_partner = {(record.source, record.partner_id): record for record in records if not record.service_id}
        self.contact_uses = Counter(record.values.get("links", {}).get("contact") for record in records)
        self.own = self._own_partners(drafts)
        self.named = self._named_partners(drafts)
        keys = {record.partner_id for record in self._useful(drafts)} | set(self.own.values())
        keys |= {key for keys in self.named.values() for key in keys}
        self.sheets = loaded_sheets(Partner.objects.filter(pk__in=keys), reference.today)
        self.service_uids = {
            service.uid: (sheet, service) for sheet in self.sheets.values() for service in sheet.services
        }
        self.by_pk = {service.pk: service for _, service in self.service_uids.values()}

    def target(self, draft):
        """The target of a draft, None when it is new; a protected sheet answers « False »."""
        if draft.kind == SERVICE:
            return self._service(draft)
        uid = own_uid(draft)
        if uid in self.own:
            return self._own(draft, uid)
        record = self.records.get(draft.key)
        if record is not None:
            sheet = self.sheets.get(record.partner_id)
            return Target(sheet, record=record) if sheet else False
        return None if uid else self._by_name(draft)

    def parent(self, draft):
        """The sheet of the structure that a service names, imported before or ours."""
        record = self.parents.get(draft.parent_id)
        if record is not None:
            return self.sheets.get(record.partner_id)
        match = OWN_ID.match(draft.parent_id)
        return self.sheets.get(self.own.get(uuid.UUID(match[1]))) if match else None

    def _service(self, draft):
        record = self.records.get(draft.key)
        if record is not None and record.service_id:
            sheet = self.sheets.get(record.partner_id)
            return Target(sheet, self.by_pk.get(record.service_id), record) if sheet else False
        uid = own_uid(draft)
        found = self.service_uids.get(uid) if uid else None
        return Target(*found, exported={}) if found else None

    def _own(self, draft, uid):
        sheet = self.sheets.get(self.own[uid])
        if sheet is None:
            return False
        record = self.by_partner.get((draft.source, sheet.partner.pk))
        return Target(sheet, record=record, exported={})

    def _by_name(self, draft):
        """One sheet of that name in that commune, or the only one of that name when one of the two has no place."""
        if draft.kind != PARTNER:
            return None
        found = [self.sheets[key] for key in self.named.get(normalise(draft.label), ()) if key in self.sheets]
        address = draft.values.get("address")
        alike = [sheet for sheet in found if _same_town(sheet, address)]
        if len(alike) != 1:
            return None
        return Target(alike[0], record=self.by_partner.get((draft.source, alike[0].partner.pk)))

    def _useful(self, drafts):
        keys, parents = {draft.key for draft in drafts}, {draft.parent_id for draft in drafts}
        known = [record for key, record in self.records.items() if key in keys]
        return known + [record for external_id, record in self.parents.items() if external_id in parents]

    def _own_partners(self, drafts):
        """Primary keys of our partners by their uid, or by that of one of their services."""
        uids = {uid for draft in drafts if (uid := own_uid(draft))}
        uids |= {uuid.UUID(match[1]) for draft in drafts if (match := OWN_ID.match(draft.parent_id))}
        if not uids:
            return {}
        services = Service.objects.filter(uid__in=uids).values_list("uid", "partner_id")
        return dict(Partner.objects.filter(uid__in=uids).values_list("uid", "pk")) | dict(services)

    def _named_partners(self, drafts):
        names = {normalise(draft.label) for draft in drafts if draft.kind == PARTNER}
        found = defaultdict(list)
        if names:
            known = Partner.objects.filter(~Q(kind=PartnerKind.PERSON), state=PartnerState.ACTIVE)
            for key, name in known.values_list("pk", "name"):
                if normalise(name) in names:
                    found[normalise(name)].append(key)
        return found

    def vanished(self, drafts):
        """Services imported before under these structures and absent from the files: said, never deleted."""
        parents = {(draft.source, draft.external_id) for draft in drafts if draft.kind == STRUCTURE}
        sheets = {self.records[key].partner_id for key in parents if key in self.records}
        present = {draft.key for draft in drafts if draft.kind == SERVICE}
        earlier = [(key, record) for key, record in self.records.items() if record.service_id]
        gone = [record for key, record in earlier if record.partner_id in sheets and key not in present]
        return [record.values["fields"].get("name") or record.external_id for record in gone] if present else []


def own_uid(draft):
    """Our own uid that an exported row carries, or nothing."""
    text = draft.initial.get(IDENTIFIER, "").split("@")[0] if draft.kind == PARTNER else ""
    match = OWN_ID.match(draft.external_id) if draft.source == OWN_SOURCE else None
    text = match[1] if match else text
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None


def _same_town(sheet, address):
    codes = {site.commune.code for site in sheet.sites}
    return not address or not codes or address["commune"] in codes
