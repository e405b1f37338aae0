"""How plain a printed sheet reads (field guide 5.7): its sentences, its acronyms, its dates, a readability score."""

import re
from html.parser import HTMLParser

ACRONYMS = {"CNIL", "CV"}
BLOCKS = {"dt", "dd", "p", "li", "h1", "h2", "div", "br", "section", "ol", "ul", "dl"}
VOID = {"br", "img", "input", "meta", "link", "path", "use"}
DATE_IN_FIGURES = re.compile(r"\d{1,2}/\d{1,2}|\d{4}-\d{2}|\d{1,2}\s?h\b|\d{1,2}:\d{2}")
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]+")


class _Paper(HTMLParser):
    """The text of the sheet, one piece a block; proper names (`translate="no"`) and drawings are left aside."""

    def __init__(self):
        super().__init__()
        self.pieces, self.tags, self.found = [""], [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.found.append(tag)
        if tag in BLOCKS:
            self.pieces.append("")
        if tag not in VOID:
            paper = tag == "article" and "paper" in given.get("class", "")
            self.tags.append((tag, paper, given.get("translate") == "no" or tag == "svg"))

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.pieces.append("")
        while tag not in VOID and self.tags and self.tags.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if any(paper for _, paper, _ in self.tags) and not any(aside for _, _, aside in self.tags):
            self.pieces[-1] += data


def pieces(page):
    """What the sheet of this page says, block by block."""
    parser = _Paper()
    parser.feed(page)
    said = (re.sub(r"\s+", " ", piece).strip() for piece in parser.pieces)
    return [piece for piece in said if any(map(str.isalnum, piece))]


def sentences(page):
    """Its sentences; a block without a full stop is one."""
    return [one for piece in pieces(page) for one in re.split(r"(?<=[.!?])\s+", piece) if words(one)]


def words(sentence):
    """Its words; a number written in groups of digits is one."""
    joined = re.sub(r"(?<=\d)\s(?=\d)", "", sentence)
    return [word for word in re.split(r"[\s’']+", joined) if any(map(str.isalnum, word))]


def long_sentences(page, limit=15):
    """The sentences that hold more words than that."""
    return [one for one in sentences(page) if len(words(one)) > limit]


def unknown_acronyms(page):
    """The acronyms that no list allows."""
    return set(re.findall(r"\b[A-ZÀ-Ý]{2,}\b", " ".join(pieces(page)))) - ACRONYMS


def dates_in_figures(page):
    """Days and hours that are not written in words."""
    return DATE_IN_FIGURES.findall(" ".join(pieces(page)))


def syllables(word):
    """How many syllables are heard: groups of vowels, but a mute ending."""
    heard = len(VOWELS.findall(word.lower()))
    return max(1, heard - 1 if re.search(r"[^aeiouyéèê](e|es|ent)$", word.lower()) and heard > 1 else heard)


def reading_ease(page):
    """Kandel and Moles (1958): Flesch’s reading ease for French, 100 very easy, 60 standard, 30 difficult."""
    said = sentences(page)
    all_words = [word for one in said for word in words(one) if not word.isdigit()]
    heard = sum(syllables(word) for word in all_words)
    return round(207 - 1.015 * len(all_words) / len(said) - 73.6 * heard / len(all_words))
