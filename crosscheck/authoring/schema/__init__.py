"""JSON Schema of rule files, for editors."""
