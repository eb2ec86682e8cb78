"""The form kit: questions drawn from data alone."""
