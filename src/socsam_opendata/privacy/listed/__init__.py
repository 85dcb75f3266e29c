"""What stands where people are listed and was not understood, and what is marked confidential."""
