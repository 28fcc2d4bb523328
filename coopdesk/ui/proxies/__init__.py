"""Proxies: who speaks for whom."""
