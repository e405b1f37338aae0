"""Filters of the inventory: what an address asks for, one module per idea."""

from partners.filters.asked import GROUPS, STATES, TABLES, Asked, Value
from partners.filters.places import place
from partners.filters.reading import read

__all__ = ["GROUPS", "STATES", "TABLES", "Asked", "Value", "place", "read"]
