"""A dataset becomes files, and a built package is opened and read back."""
