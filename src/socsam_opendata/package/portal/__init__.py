"""What portals and web servers need: catalogue record, downloads, feeds, addresses."""
