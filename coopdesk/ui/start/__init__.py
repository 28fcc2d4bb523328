"""First run: three doors, recent files, and the form for a new register. It knows no services."""
