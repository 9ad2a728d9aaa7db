"""Sources: text of a file -> records or problems, each at its line."""
