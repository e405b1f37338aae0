"""Attacks, one module each; docs/security.md says which threat each of them answers."""
