"""A dataset becomes files. The modules of this folder never import each other."""
