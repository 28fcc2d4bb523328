"""What the papers of a meeting say: one module for each kind of paper, each a frozen view read from one state."""
