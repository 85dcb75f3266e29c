"""The second door: given rows become readings, as documents do, and go the same way from there."""
