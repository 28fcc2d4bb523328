"""Shares on screen: capital, issuing, and certificates as paper."""
