"""Use cases: what a user can do, whatever the screen. Knows no Qt."""
