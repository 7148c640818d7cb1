"""YAML sources with positions, typed into facts and documents."""
