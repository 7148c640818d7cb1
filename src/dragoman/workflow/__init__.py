"""What people do with a project beside building it: extract, update, check, compare languages."""
