"""Nodes -> mappings of known keys."""
