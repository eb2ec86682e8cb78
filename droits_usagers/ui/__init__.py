"""The windows. The only layer that knows PySide6."""
