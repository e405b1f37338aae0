"""The 150 partners of the demonstration: real kinds, invented names, numbers of the ranges kept for fiction."""

import csv
from datetime import timedelta
from pathlib import Path

from dateutil.relativedelta import relativedelta

from base.text import normalise
from partenariat.demo.answers import said_by
from partenariat.demo.figures import FRESHNESS, STATUS_NAMES
from partenariat.demo.welcome import HOURS as OWN_HOURS
from partenariat.demo.welcome import welcome
from partenariat.demo.zones import has_place, reach
from partners.choices import (
    Audience,
    ContactRole,
    Cost,
    Freshness,
    Level,
    Mobilisation,
    ParentalAgreement,
    PartnerKind,
    PartnershipMode,
    PartnershipNature,
    PartnershipStatus,
    PartnerState,
    Precision,
    VerificationMeans,
)
from partners.filters.needs import word_of
from partners.indexing import reindex_many
from partners.models import (
    Contact,
    Domain,
    NeedKind,
    Partner,
    Partnership,
    PartnershipLevel,
    PartnershipReferent,
    Service,
    Site,
    Verification,
)

ROWS = Path(__file__).parent / "partners.csv"
KINDS = {
    "E": PartnerKind.STATE,
    "D": PartnerKind.DEPARTMENT,
    "L": PartnerKind.LOCAL,
    "P": PartnerKind.PUBLIC_BODY,
    "A": PartnerKind.ASSOCIATION,
    "C": PartnerKind.COMPANY,
    "F": PartnerKind.PRACTITIONER,
    "K": PartnerKind.COLLECTIVE,
    "H": PartnerKind.PERSON,
}
LEVELS = {"S": Level.STRATEGIC, "O": Level.OPERATIONAL, "P": Level.PROXIMITY}
MODES = {"P": PartnershipMode.PARTNERSHIP, "R": PartnershipMode.NETWORK}
STREETS = ["allée des Érables", "rue des Mariniers", "avenue du Passage", "place du Marché", "cours des Ateliers"]
HOURS = ["Mo-Fr 09:00-12:30,13:30-17:00", "Mo-Fr 09:00-17:00", "Tu-Sa 10:00-18:00", "Mo,We,Fr 14:00-19:00", ""]
FUNCTIONS = {
    ContactRole.FIELD: ["Conseillère", "Éducateur", "Assistante sociale", "Coordinateur", "Animatrice"],
    ContactRole.DECISION: ["Directrice", "Responsable de service", "Chef de projet"],
}
SENSITIVE = {"SAN", "JUS"}
# commune: the team whose sector it is; elsewhere, the first team
SECTORS = {
    "33119": "Les Coteaux",
    "33249": "Les Coteaux",
    "33167": "Jolivet – Gare-Sud",
    "33063": "Jolivet – Gare-Sud",
    "33039": "Bréval – Charmoise",
    "33522": "Bréval – Charmoise",
}


def fill_inventory(dice, house):
    """Create the partners with all that hangs on them; the partners."""
    with open(ROWS, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    domains = {domain.code: domain for domain in Domain.objects.select_related("parent")}
    needs = {word_of(need): need for need in NeedKind.objects.all()}
    freshness = dice.spread(FRESHNESS)
    partners = [
        _partner(dice, house, (domains, needs), number, row, state)
        for number, (row, state) in enumerate(zip(rows, freshness, strict=True))
    ]
    reindex_many(Partner.objects.all())
    return partners


def _partner(dice, house, vocabulary, number, row, freshness):
    domains, needs = vocabulary
    partner = Partner.objects.create(**_identity(dice, house, domains, number, row))
    partnership = _relation(dice, house, partner, row)
    _verify(dice, house, partner, freshness)
    if not partner.is_person:
        site = _site(dice, house, partner, row)
        _service(dice, domains, partner, site, number, row)
        _contacts(dice, partner, number)
    said = said_by(partner.name, needs)
    for service in partner.services.all():
        service.needs.set(said)
    partnership.needs.set(said[:2] or partner.domain.need_kinds.all()[:2])
    return partner


def _identity(dice, house, domains, number, row):
    person = row["kind"] == "H"
    address = normalise(row["name"]).replace(" ", "-")[:40].strip("-")
    return {
        "uid": dice.uid(),
        "name": row["name"],
        "acronym": row["acronym"],
        "aliases": [alias.strip() for alias in row["aliases"].split(",") if alias.strip()],
        "kind": KINDS[row["kind"]],
        "state": PartnerState.ACTIVE,
        "domain": domains[row["code"]],
        "networks": [row["network"]] if row["network"] else [],
        "description": row["description"],
        "phone": "" if person else f"05 36 49 {10 + number // 100:02d} {number % 100:02d}",
        "email": "" if person else f"accueil@{address}.example",
        "website": "" if person or number % 3 else f"https://{address}.example/",
        "is_sensitive": row["code"][:3] in SENSITIVE,
        "sector_team": house.teams[SECTORS[row["commune"]]] if person else None,
        "created_by": house.users["admin"],
    }


def _relation(dice, house, partner, row):
    status = STATUS_NAMES[row["status"]]
    since = dice.day(dice.today - timedelta(days=6 * 365), dice.today - timedelta(days=300))
    partnership = Partnership.objects.create(
        uid=dice.uid(),
        partner=partner,
        status=status,
        mode=MODES[row["mode"]],
        natures=[PartnershipNature.REFERRAL] if row["service"] else [PartnershipNature.CONSULTATION],
        since=None if status == PartnershipStatus.POTENTIAL else since,
        review_on=dice.today + timedelta(days=dice.randint(20, 300)) if row["mode"] == "P" else None,
    )
    for letter in row["levels"]:
        decider = house.users["direction"] if letter == "S" else house.users["chef"]
        PartnershipLevel.objects.create(
            uid=dice.uid(), partnership=partnership, level=LEVELS[letter], since=since, decided_by=decider
        )
    _referents(dice, house, partner, row, since)
    return partnership


def _referents(dice, house, partner, row, since):
    name = SECTORS.get(row["commune"], "Les Coteaux")
    referent, deputy = dice.sample(house.educators[name], 2)
    for user, is_deputy in ((referent, False), (deputy, True)):
        if not is_deputy or "S" in row["levels"]:
            PartnershipReferent.objects.create(
                uid=dice.uid(), partner=partner, user=user, team=house.teams[name], is_deputy=is_deputy, since=since
            )


def _verify(dice, house, partner, freshness):
    spans = {Freshness.FRESH: (1, 175), Freshness.AGING: (190, 235), Freshness.STALE: (260, 500)}
    on = dice.today - timedelta(days=dice.randint(*spans[freshness]))
    referent = partner.referents.select_related("user").first()
    how = dice.choice([VerificationMeans.PHONE, VerificationMeans.VISIT, VerificationMeans.MEETING])
    Verification.objects.create(partner=partner, by=referent.user, how=how, on=on)
    partner.verified_on = on
    partner.save(update_fields=["verified_on"])


def _site(dice, house, partner, row):
    commune = house.communes[row["commune"]]
    return Site.objects.create(
        uid=dice.uid(),
        partner=partner,
        is_main=True,
        address=f"{dice.randint(1, 90)} {dice.choice(STREETS)}",
        postal_code=commune.postal_codes[0],
        commune=commune,
        latitude=round(commune.latitude + dice.uniform(-0.012, 0.012), 5),
        longitude=round(commune.longitude + dice.uniform(-0.012, 0.012), 5),
        precision=Precision.ADDRESS,
        opening_hours=OWN_HOURS.get(partner.name, dice.choice(HOURS)),
        access_notes=dice.choice(["Tram A, 4 minutes à pied", "Bus 10, arrêt Mairie", "Parking devant", ""]),
        is_wheelchair_accessible=dice.choice([True, True, False, None]),
    )


def _service(dice, domains, partner, site, number, row):
    low, _, high = row["ages"].partition("-")
    received = {"parental_agreement": row["parental"] or ParentalAgreement.UNKNOWN}
    received |= welcome(partner.name, row["code"], int(low) if low else None)
    service = Service.objects.create(
        uid=dice.uid(),
        partner=partner,
        name=row["service"],
        description=row["description"],
        domain=domains[row["code"]],
        audiences=[Audience.ALL if not low else Audience.YOUTHS],
        age_min=int(low) if low else None,
        age_max=int(high) if high else None,
        cost=row["cost"] or Cost.UNKNOWN,
        usual_delay_days=int(row["delay"]) if row["delay"] else None,
        documents="Pièce d’identité, si possible" if number % 2 else "",
        mobilisation=[Mobilisation.PHONE] if number % 3 else [Mobilisation.PHONE, Mobilisation.VISIT],
        **received,
        **reach(partner.name),
    )
    if has_place(partner.name):
        service.sites.add(site)


def _contacts(dice, partner, number):
    for rank, (role, functions) in enumerate(FUNCTIONS.items()):
        if rank and number % 3:
            continue
        Contact.objects.create(
            uid=dice.uid(),
            partner=partner,
            function=dice.choice(functions),
            role=role,
            phone=f"06 39 98 {(2 * number + rank) // 100:02d} {(2 * number + rank) % 100:02d}",
            email=f"equipe{rank + 1}@{partner.email.partition('@')[2]}",
            arrived_on=dice.today - relativedelta(months=dice.randint(6, 90)),
            source="donné par la structure",
            informed_on=dice.today - relativedelta(months=dice.randint(1, 5)),
        )
