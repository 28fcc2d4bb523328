"""The same services from the shell, one module per noun. Never imports Qt."""
