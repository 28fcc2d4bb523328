"""Typed ids: passing a MotionId where a MemberId belongs fails mypy.

Ids are the file's own and never printed; people see numbers (member number, motion number, certificate number).
"""

from typing import NewType

MemberId = NewType("MemberId", int)
MeetingId = NewType("MeetingId", int)
ItemId = NewType("ItemId", int)
MotionId = NewType("MotionId", int)
CountId = NewType("CountId", int)
AttendanceId = NewType("AttendanceId", int)
GuestId = NewType("GuestId", int)
