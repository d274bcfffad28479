"""What can be made of a series: each target makes files of one kind."""
