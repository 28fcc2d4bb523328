"""Tests of the rule sheet."""
