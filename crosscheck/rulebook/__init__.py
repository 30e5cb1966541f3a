"""What is compiled: rules, ports, sources."""
