"""The composed document: its nodes, their traversal, their projection to text and their JSON."""
