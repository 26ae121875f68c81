"""What those above read: periods, reports, versions, remarks and regional reports."""
