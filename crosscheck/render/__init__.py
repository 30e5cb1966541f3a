"""Values in, text out; never prints, never decides."""
