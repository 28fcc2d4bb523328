"""What the rule book says. Pure: no Qt, SQL, PDF, clock or files."""
