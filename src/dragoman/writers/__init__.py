"""One writer a format: a Document becomes bytes."""
