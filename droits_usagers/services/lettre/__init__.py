"""Writing one letter, from a situation to what is handed over."""
