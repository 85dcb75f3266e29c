"""What a publisher keeps beside the minutes: dataset.toml, organizations, people, history."""
