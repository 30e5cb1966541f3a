"""Every nationality's position on one day, and what changed between two days."""
