"""Pure values and functions: what the law and the people's requests are made of. Knows no file, no clock, no screen."""
