"""Filters of the inventory: what an address asks for, one module per idea."""

from partners.filters.asked import GROUPS, SINGLE, STATES, TABLES, Asked, Value
from partners.filters.place_said import places_said
from partners.filters.places import place, place_links
from partners.filters.reading import read

__all__ = ["GROUPS", "SINGLE", "STATES", "TABLES", "Asked", "Value", "place", "place_links", "places_said", "read"]
