"""What to make, what is already made, workers, and writing all at once or not at all."""
