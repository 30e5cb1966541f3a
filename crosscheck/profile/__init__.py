"""JSON or YAML about a traveller becomes facts."""
