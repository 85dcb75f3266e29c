"""Who and what is known before a document is read: its body, organizations, people."""
