"""The speakers' list and its clock."""
