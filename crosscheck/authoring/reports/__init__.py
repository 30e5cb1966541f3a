"""What the tools for authors print."""
