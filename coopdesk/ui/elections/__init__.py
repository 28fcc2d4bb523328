"""Board elections on screen: from nominations to the declaration, one act at a time."""
