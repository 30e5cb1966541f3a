"""Rule files in one form."""
