"""Cash-up on screen: money counted against the journal, differences explained, signed off."""
