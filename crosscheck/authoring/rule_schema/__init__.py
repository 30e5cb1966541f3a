"""JSON Schema of every kind of rule file, by which an editor completes and marks."""
