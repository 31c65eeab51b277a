"""From results to what a user reads: one file a form."""
