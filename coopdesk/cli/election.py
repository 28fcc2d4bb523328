"""coopdesk election: a room for a later issue; it says so."""

from coopdesk.cli.at_the_desk import not_yet

command = not_yet("Board elections")
