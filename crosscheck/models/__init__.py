"""What goes in and comes out as pydantic models, and the JSON Schemas made from them."""
