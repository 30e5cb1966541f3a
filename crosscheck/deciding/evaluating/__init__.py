"""What holds: the meaning of every construct."""
