"""How figures look: numbers and dates in words, charts and maps as SVG, for page and PDF alike."""
