"""The team’s orientations as a workbook: codes only, marked with who took it out and when (L-39)."""

import re
from io import BytesIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

HEADINGS = {
    "Référence": lambda row: row.reference,
    "Date": lambda row: row.happened_on,
    "Étape": lambda row: row.get_status_display(),
    "Étape depuis le": lambda row: row.status_since,
    "Code du jeune": lambda row: row.youth.code if row.youth else "personne non suivie",
    "Tranche d’âge": lambda row: row.get_age_band_display(),
    "Besoin": lambda row: row.need_kind.label,
    "Domaine": lambda row: row.domain.top.label,
    "Partenaire": lambda row: row.partner_label,
    "Service": lambda row: row.service_label,
    "Sens": lambda row: row.get_direction_display(),
    "Modalité": lambda row: row.get_mode_display() or "",
    "Accord du jeune": lambda row: row.get_agreement_display(),
    "Rendez-vous": lambda row: _local(row.appointment_at),
    "Issue": lambda row: row.get_outcome_display() or "",
    "Motif": lambda row: row.get_reason_display(),
    "Terminée le": lambda row: row.ended_on,
    "Quartier": lambda row: row.district.name if row.district else "",
    "Commune": lambda row: str(row.commune or ""),
    "Équipe": lambda row: row.team.name,
}
WIDTHS = (12, 12, 24, 14, 14, 14, 28, 28, 36, 30, 22, 28, 24, 17, 26, 26, 12, 22, 22, 18)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def workbook_of(referrals, *, by, reason):
    """The bytes of the workbook, its first line saying who, when and why."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Orientations")
    for column, width in zip("ABCDEFGHIJKLMNOPQRST", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A4"
    mark = watermark(by, reason)
    sheet.oddFooter.center.text = plain(mark).replace("&", "&&")
    for row in _rows(sheet, referrals, mark):
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def watermark(by, reason):
    """Who took the list out, when and why."""
    moment = f"{timezone.localtime():%d/%m/%Y à %H:%M}"
    return f"Export du {moment} par {by} – {reason} – document interne, à détruire après usage"


def _rows(sheet, referrals, mark):
    yield [plain(mark)]
    yield []
    yield [_bold(sheet, heading) for heading in HEADINGS]
    joined = referrals.for_list().select_related("domain__parent", "district", "commune")
    for referral in joined.iterator(chunk_size=1000):
        yield [plain(value(referral)) for value in HEADINGS.values()]


def _bold(sheet, text):
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def plain(value):
    """A value that no spreadsheet takes for a formula (Z-08)."""
    if not isinstance(value, str):
        return value
    text = UNPRINTABLE.sub("", value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _local(moment):
    return timezone.localtime(moment).replace(tzinfo=None) if moment else None
