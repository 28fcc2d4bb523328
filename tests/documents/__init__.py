"""Papers are made, read back with pdfium and looked at, never trusted."""
