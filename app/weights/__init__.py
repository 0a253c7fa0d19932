"""Weights: what models/catalog.toml names, pulled, joined, verified."""
