"""What the data is: value kinds, IRIs, codes, tables and the one declaration of them all.

Nothing in this folder reads or writes a file.
"""
