"""What a service restricts or does not offer, as bits; a filter is met by one and the same service of a partner.

What restricts must be said to restrict: a service that says nothing is open to all. What is promised must be said to
be promised: nobody is sent to a closed door by a silence.

=====================  =============================================================================================
filter                 a service meets it when
=====================  =============================================================================================
age                    its bounds hold that age; no bound, no restriction
filles, garçons        it is reserved to nobody, or to them
gratuit                its cost is said to be « gratuit »
sans rendez-vous       it is said to receive without appointment
mineurs seuls          it is said to receive minors who come alone
sans accord parental   the agreement is said not to be asked, or it receives adults only; « selon l’âge » and silence
                       promise nothing to a minor; from 18 years on no agreement is needed (field guide 4.3), so that
                       with an age of 18 or more this filter drops nobody
accessible en fauteuil one of its places is said accessible (any of the partner’s if it names none), or it is remote
ni saturé ni fermé     neither the service (its note of capacity being in force) nor the partner is full or closed
délai                  its usual delay is said, and is no longer; shorter ones are held by longer ones
langue                 one of the languages looked for is said to be spoken
=====================  =============================================================================================

A partner without any service is one open service: it restricts nothing and promises what its places promise.
"""

from partners.choices import Condition, Cost, ParentalAgreement, Reception
from partners.models import Service
from partners.search.bits import ALL_OFFERED, DELAYS, FIRST_BITS, LANGUAGES, OFFERED, SEXES, ages_between, packed

MAJORITY = 18


def offer_columns(partner, today):
    """The columns of the search row about what its services offer; `sites` and `services` are read beforehand."""
    services = list(partner.services.all()) or [Service(partner=partner)]
    sites = {site.pk: site for site in partner.sites.all()}
    failed = [failed_bits(service, _places(service, sites), today) for service in services]
    offered = 0
    for bits in failed:
        offered |= ALL_OFFERED & ~bits
    return {
        "service_bits": failed,
        "service_ages": [ages_between(service.age_min, service.age_max) for service in services],
        "offer_bits": offered,
    }


def _places(service, sites):
    """Where it takes place: the places it names, else any of the partner’s."""
    named = [sites[link.pk] for link in service.sites.all() if link.pk in sites] if service.pk else []
    return named or list(sites.values())


def failed_bits(service, places, today):
    """A bit for each value of a filter that this service does not meet."""
    met = {
        "condition": _conditions(service, places, today),
        "delai": _delays(service.usual_delay_days),
        "sexe": [service.sex] if service.sex else list(SEXES.values()),
        "langue": set(service.languages) & set(LANGUAGES.values()),
    }
    return ALL_OFFERED & ~sum(packed(OFFERED[group], values) << FIRST_BITS[group] for group, values in met.items())


def _conditions(service, places, today):
    adults_only = service.age_min is not None and service.age_min >= MAJORITY
    met = {
        Condition.FREE: service.cost == Cost.FREE,
        Condition.WALK_IN: service.without_appointment,
        Condition.MINORS_ALONE: service.accepts_minors_alone and not adults_only,
        Condition.NO_AGREEMENT: adults_only or service.parental_agreement == ParentalAgreement.NOT_REQUIRED,
        Condition.ACCESSIBLE: _is_remote(service) or any(site.is_wheelchair_accessible for site in places),
        Condition.ROOM: not (service.is_limited_on(today) or service.partner.is_closed_on(today)),
    }
    return [condition for condition, holds in met.items() if holds]


def _is_remote(service):
    return service.reception == [Reception.REMOTE]


def _delays(days):
    return [] if days is None else [delay for delay in DELAYS.values() if days <= delay]
