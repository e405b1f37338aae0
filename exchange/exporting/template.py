"""The empty model: fourteen headings, one example, what to write in each column, and the value lists."""

from exchange.exporting.workbooks import Workbook
from exchange.formats.choices_text import domain_text
from exchange.formats.model_columns import ALL_COLUMNS, COLUMNS
from partners.choices import Audience, Language, Level, PartnerKind, PartnershipStatus
from partners.filters.needs import known_needs
from partners.models import Domain

EXAMPLE_NAME = "EXEMPLE (ligne ignorée à l’import) – {}"


def template():
    """The workbook to fill in."""
    example = [EXAMPLE_NAME.format(item.example) if item.key == "name" else item.example for item in COLUMNS]
    book = Workbook().sheet("Partenaires", [item.heading for item in COLUMNS], [example], widths=[44])
    return lists_sheet(explanations(book)).content()


def explanations(book):
    """A sheet that says what each column holds."""
    rows = [
        [item.heading, "obligatoire" if item.required else "facultative", item.help, item.example or None]
        for item in ALL_COLUMNS
    ]
    return book.sheet("Explications", ["Colonne", "Présence", "Ce qu’on y écrit", "Exemple"], rows, [24, 14, 90, 50])


def lists_sheet(book, reference=None):
    """A sheet of the words that some columns take."""
    domains = reference.themes.domains.values() if reference else Domain.objects.select_related("parent")
    ordered = sorted(domains, key=lambda item: (item.top.order, item.parent_id is not None, item.order))
    natures = [label for value, label in PartnerKind.choices if value != PartnerKind.PERSON]
    columns = {
        "Domaine": [domain_text(item) for item in ordered],
        "Code du domaine": [item.code for item in ordered],
        "Nature": natures,
        "Niveau": Level.labels,
        "Statut": PartnershipStatus.labels,
        "Publics": Audience.labels,
        "Langues": Language.labels,
        "Besoins": [need.label for need in (reference.needs.values() if reference else known_needs())],
    }
    longest = max(map(len, columns.values()))
    rows = [[words[rank] if rank < len(words) else None for words in columns.values()] for rank in range(longest)]
    return book.sheet("Listes", list(columns), rows, [60, 18, 30, 16, 18, 60, 36, 40])
