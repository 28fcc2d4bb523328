"""Tests of the entry point and the window's composition."""
