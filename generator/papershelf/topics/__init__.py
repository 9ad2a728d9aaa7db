"""Topics: what belongs to what, and why."""
