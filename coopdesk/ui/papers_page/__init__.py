"""The papers of a meeting on screen: each as it will be printed, one by one or all in one folder."""
