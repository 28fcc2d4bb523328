"""Tests of the rules: pure, no file and no clock."""
