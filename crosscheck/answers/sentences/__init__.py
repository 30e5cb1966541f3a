"""Every sentence, under a name."""
