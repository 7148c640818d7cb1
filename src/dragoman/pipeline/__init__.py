"""From sources to files: the Project and the build."""
