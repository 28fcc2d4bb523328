"""Reading a society's own list of members: file into rows, headings into fields, rows into candidates.

Nothing here touches the society file. ``read_roster`` gives rows, ``guess_matching`` says what each column holds,
``check_rows`` says who can be imported and, row by row, why somebody cannot.
"""

from coopdesk.services.roster.check import check_rows
from coopdesk.services.roster.checked import Candidate, Checked, ExistingMember, Problem
from coopdesk.services.roster.columns import Confidence, Field, Matching, guess_matching
from coopdesk.services.roster.faults import RosterUnreadable, RosterUnsuitable
from coopdesk.services.roster.files import read_roster
from coopdesk.services.roster.map_file import map_text, mapped_by, read_map
from coopdesk.services.roster.rows import Roster

__all__ = [
    "Candidate",
    "Checked",
    "Confidence",
    "ExistingMember",
    "Field",
    "Matching",
    "Problem",
    "Roster",
    "RosterUnreadable",
    "RosterUnsuitable",
    "check_rows",
    "guess_matching",
    "map_text",
    "mapped_by",
    "read_map",
    "read_roster",
]
