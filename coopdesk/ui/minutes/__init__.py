"""The minutes on screen: facts from the record, the secretary's words beside them, and the paper as it will be."""
