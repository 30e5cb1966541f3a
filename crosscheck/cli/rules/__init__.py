"""The commands for rule authors."""
