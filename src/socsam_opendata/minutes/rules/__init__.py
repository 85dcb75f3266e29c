"""From lines to rows: one module a kind of fact."""
