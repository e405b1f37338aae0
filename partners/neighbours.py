"""What the apps above add to the screens of partners: they write themselves here when they start."""

# Each is given the request and the partner of a sheet: a context with its `template`, or None for nothing to show.
SHEET_PANELS = []
# Each is given the request and what was typed in the search box: the address to go to at once, or None.
SHORTCUTS = []


def panels_of(request, partner):
    """What others say on the sheet of this partner to who asks."""
    return [panel for build in SHEET_PANELS if (panel := build(request, partner))]


def shortcut(request, text):
    """Where what was typed leads by itself, without any search; or None."""
    return next((address for find in SHORTCUTS if (address := find(request, text))), None)
