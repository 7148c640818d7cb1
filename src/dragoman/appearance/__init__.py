"""Appearance: layout values, Word shells, pages, faces and assets."""
