"""The window: pages and presenters over the services."""
