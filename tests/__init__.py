"""Tests mirror the package: tests/ui/kit/test_hub.py is about coopdesk/ui/kit/hub.py."""
