"""The chat pages: ask, watch, decide, read."""
