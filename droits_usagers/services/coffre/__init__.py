"""The encrypted file: opened, kept safe, backed up, emptied of what is due."""
