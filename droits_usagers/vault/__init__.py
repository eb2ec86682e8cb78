"""The coffre: one encrypted file (SQLCipher through sqlite-utils), its migrations, its backups. Nothing here knows a screen."""
