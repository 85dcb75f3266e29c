"""The tables for people in spreadsheets: the workbook, and CSV for Swedish Excel."""
