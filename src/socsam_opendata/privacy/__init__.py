"""What may be published about whom, decided before anything is written."""
