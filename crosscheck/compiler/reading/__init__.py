"""YAML -> nodes with their places."""
