"""What every room of the services stands on: files read and written, ways out, modes, settings."""
