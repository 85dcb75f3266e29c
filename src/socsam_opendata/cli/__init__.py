"""The command line `socsam`: one module a command."""
