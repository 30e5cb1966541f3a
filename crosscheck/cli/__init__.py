"""Words at a terminal become calls; results become text and an exit status."""
