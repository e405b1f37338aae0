"""Exports of the directory: never a personne-ressource, a draft, an archived sheet or an internal note (L-35)."""
