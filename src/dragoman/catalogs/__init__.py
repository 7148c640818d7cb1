"""PO catalogs: reading, writing, looking up."""
