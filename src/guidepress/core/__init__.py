"""What every package speaks: problems, errors, measures and the records of the model."""
