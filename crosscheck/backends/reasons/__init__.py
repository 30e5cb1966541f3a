"""Why an outcome is what it is: every condition with its standing, and what would settle it."""
