"""Everything a language knows: messages, formats of values, names and their grammar, typography."""
