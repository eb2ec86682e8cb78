"""Words, dates and numbers, as people type them and as they are printed."""
