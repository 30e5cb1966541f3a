"""Question and facts -> decision."""
