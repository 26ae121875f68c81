"""Spreadsheets: lists written into files, and the addresses of the lists."""

from taskforce.sheets.answers import csv_file, table_file, xlsx_file
from taskforce.sheets.cells import BLANKS, as_it_was, safe_cell
from taskforce.sheets.registry import SHEETS, Listed, Place, place_of
from taskforce.sheets.tables import Table

__all__ = ["BLANKS", "SHEETS", "Listed", "Place", "Table", "as_it_was", "csv_file", "place_of", "safe_cell", "table_file", "xlsx_file"]
