"""Rule files become a typed tree, one stage per file."""
