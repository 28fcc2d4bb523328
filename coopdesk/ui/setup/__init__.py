"""Set-up: the meeting to be called, the rules in words, the society, this file and this computer."""
