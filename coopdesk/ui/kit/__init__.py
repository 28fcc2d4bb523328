"""Qt that knows nothing of co-operatives."""
