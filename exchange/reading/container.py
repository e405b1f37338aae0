"""What a file is, from its content: size, signature, and the inside of a compressed one."""

import io
import zipfile

from exchange.errors import UnreadableFile

MAX_SIZE = 10 * 1024 * 1024
MAX_INFLATED = 150 * 1024 * 1024
FOREIGN = [
    (b"%PDF", "un PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"RIFF", "une image ou un son"),
    (b"MZ", "un programme"),
    (b"\x7fELF", "un programme"),
    (b"\x1f\x8b", "une archive"),
    (b"7z\xbc\xaf", "une archive"),
    (b"Rar!", "une archive"),
    (b"{\\rtf", "un document de texte"),
]
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
PAGE = (b"<!doctype", b"<html", b"<?xml", b"<svg")


def nature_of(name, content):
    """« xlsx », « json » or « csv »; anything else is refused with a sentence."""
    refuse_size(name, content)
    if content.startswith(b"PK"):
        _check_workbook(name, content)
        return "xlsx"
    _refuse_foreign(name, content)
    return "json" if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{") else "csv"


def refuse_size(name, content):
    """Neither empty nor beyond ten megabytes."""
    if not content.strip():
        raise UnreadableFile(f"«\u00a0{name}\u00a0» est vide.")
    if len(content) > MAX_SIZE:
        raise UnreadableFile(f"«\u00a0{name}\u00a0» dépasse 10 Mo\u00a0: découpez-le en plusieurs fichiers.")


def _refuse_foreign(name, content):
    if content.startswith(OLD_EXCEL):
        raise UnreadableFile(
            f"«\u00a0{name}\u00a0» est un ancien classeur Excel\u00a0: enregistrez-le au format .xlsx."
        )
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = next((label for signature, label in FOREIGN if content.startswith(signature)), None)
    kind = kind or ("une page web" if start.startswith(PAGE) else None)
    if kind:
        raise _another_kind(name, kind)


def _another_kind(name, kind):
    return UnreadableFile(f"«\u00a0{name}\u00a0» est {kind}\u00a0: il faut un fichier XLSX, CSV ou JSON.")


def _check_workbook(name, content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_members(name, archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, ValueError) as error:
        raise UnreadableFile(
            f"«\u00a0{name}\u00a0» est abîmé ou incomplet\u00a0: enregistrez-le de nouveau."
        ) from error


def _check_members(name, archive):
    members = archive.infolist()
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise _another_kind(name, "une archive")
    if sum(member.file_size for member in members) > MAX_INFLATED:
        raise UnreadableFile(f"«\u00a0{name}\u00a0» est démesuré une fois décompressé\u00a0: il n’a pas été ouvert.")
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            _refuse_entities(name, archive, member)


def _refuse_entities(name, archive, member):
    """Document types serve only to attack the reader."""
    with archive.open(member) as file:
        if b"<!DOCTYPE" in file.read(2000):
            raise UnreadableFile(
                f"«\u00a0{name}\u00a0» contient des définitions interdites\u00a0: il n’a pas été ouvert."
            )
