"""Rules on finished PDFs."""
