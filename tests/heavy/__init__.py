"""The long trials: real processes, many rows, many hours' worth of accidents in a few minutes; run by ``make test-heavy``."""
