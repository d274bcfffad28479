"""What is handed out for one session: handout, facilitator's sheet, slides."""
