"""The verbs of an orientation in addresses: French words that people read, the verb’s name in the code."""

from referrals.workflow import VERBS

# Redirecting and trying again are done by noting the orientation that takes over, and what a detail asks for by that
# detail: not by an address of their own.
SLUGS = {verb.slug: name for name, verb in VERBS.items() if "replaced_by" not in verb.needs and not verb.by_detail}


class VerbConverter:
    """`<verb:verb>`: an unknown word is no address at all."""

    regex = "|".join(SLUGS)

    def to_python(self, value):
        return SLUGS[value]

    def to_url(self, name):
        verb = VERBS[name]
        if SLUGS.get(verb.slug) != name:
            raise ValueError(name)
        return verb.slug
