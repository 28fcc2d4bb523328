"""The register on screen: find, read, add, change, end, and print cards."""
