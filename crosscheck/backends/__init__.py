"""The typed tree becomes answers."""
