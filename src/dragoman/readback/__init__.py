"""Read a written file back and compare it with the Document's projection."""
