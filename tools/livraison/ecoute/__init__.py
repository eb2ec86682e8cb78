"""The program listened to as somebody hears it who cannot see: Orca, that speaks to nobody, and keys alone."""
