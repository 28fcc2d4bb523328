"""Tests of the wall picture."""
