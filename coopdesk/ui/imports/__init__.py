"""Bringing a spreadsheet into the register: read, matched and checked before anything is written."""
