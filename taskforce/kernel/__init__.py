"""The kernel: rules, acts, trail, journal, lifecycle and clock. It knows no domain word."""
