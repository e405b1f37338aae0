"""The spoken reference of an orientation, as it is typed: « 4821-C », « 4821 c », « 4821c »."""

import re

REFERENCE = re.compile(r"(\d{4})\s*[-–—.]?\s*([A-Za-z])", re.ASCII)


def reference_in(text):
    """The reference that this text is, as it is written; empty when it is something else."""
    spoken = REFERENCE.fullmatch(text.strip())
    return f"{spoken[1]}-{spoken[2].upper()}" if spoken else ""
