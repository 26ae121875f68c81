"""Pages of the reports room, and the pages that look over everything."""
