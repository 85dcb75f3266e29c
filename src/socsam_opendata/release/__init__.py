"""What changed since the last release, and which version that makes it."""
