"""Measures at scale: searches against an ordinary design, pages against a bare application (docs/performance.md)."""
