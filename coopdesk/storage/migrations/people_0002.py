"""Members through life, their registers and their data, as revision 0002 made them."""

from coopdesk.storage.migrations.making_0002 import make_table, salt, text, whole

_MEMBER = {"member": "member.id"}


def make_people() -> None:
    """Everything that stands beside a member's row, and what the society keeps beside its members."""
    _make_lives()
    _make_second_names()
    _make_nominations()
    _make_offices()
    _make_data_keeping()


def _make_lives() -> None:
    make_table(
        "member_past",
        [
            whole("id"), whole("member"), text("field"), text("until_day"), text("at"), whole("void"), text("was"),
            text("words"), salt(),
        ],
        refs=_MEMBER,
        checks={
            "field": "field IN ('name', 'address', 'postcode', 'email', 'phone', 'representative', 'class_name', "
            "'kind', 'number')"
        },
        indexes={"ix_member_past_member": ["member", "field"]},
    )  # fmt: skip
    make_table(
        "member_event",
        [
            whole("id"), whole("member"), text("kind"), text("why"), text("on_day"), text("at"), whole("void"),
            text("words"), salt(),
        ],
        refs=_MEMBER,
        checks={
            "kind": "kind IN ('entered', 'ended', 'died', 'rejoined', 'merged', 'restored')",
            "why": "why IN ('', 'resigned', 'died', 'expelled', 'lapsed', 'withdrew', 'transferred', 'merged', "
            "'wound-up', 'not-eligible', 'other')",
        },
        indexes={"ix_member_event_member": ["member"]},
    )  # fmt: skip
    make_table(
        "member_merge",
        [
            whole("id"), whole("gone"), whole("stays"), text("on_day"), text("at"), whole("void"), text("words"),
            salt(),
        ],
        refs={"gone": "member.id", "stays": "member.id"},
        checks={"two_members": "gone <> stays"},
        once_where={"uq_member_merge_gone": (["gone"], "void = 0")},
        indexes={"ix_member_merge_stays": ["stays"]},
    )  # fmt: skip
    make_table(
        "member_detail",
        [whole("member"), text("born_on"), text("died_on"), text("words"), salt()],
        refs=_MEMBER,
        key=("member",),
    )
    make_table(
        "registered_member",
        [whole("member"), text("at"), whole("void"), text("society_number"), salt()],
        refs=_MEMBER,
        key=("member",),
    )


def _make_second_names() -> None:
    make_table(
        "joint_holder",
        [
            whole("id"), whole("member"), whole("place"), text("from_day"), text("until_day", null=True), text("at"),
            whole("void"), text("name"), text("address"), text("postcode"), text("email"), salt(),
        ],
        refs=_MEMBER,
        checks={"place": "place >= 2", "days": "until_day IS NULL OR until_day >= from_day"},
        once_where={"uq_joint_holder_place": (["member", "place"], "void = 0 AND until_day IS NULL")},
    )  # fmt: skip
    make_table(
        "representative",
        [
            whole("id"), whole("member"), text("from_day"), text("until_day", null=True), text("written_on"),
            text("at"), whole("void"), text("name"), text("words"), salt(),
        ],
        refs=_MEMBER,
        checks={"days": "until_day IS NULL OR until_day >= from_day"},
        once_where={"uq_representative_member": (["member"], "void = 0 AND until_day IS NULL")},
    )  # fmt: skip
    make_table(
        "address_purpose",
        [
            whole("id"), whole("member"), text("notified_on"), text("until_day", null=True), text("at"), whole("void"),
            text("purpose"), salt(),
        ],
        refs=_MEMBER,
        indexes={"ix_address_purpose_member": ["member"]},
    )  # fmt: skip
    make_table(
        "member_property",
        [
            whole("id"), whole("member"), text("kind"), whole("pence"), text("from_day"), text("until_day", null=True),
            text("at"), whole("void"), text("words"), salt(),
        ],
        refs=_MEMBER,
        checks={"kind": "kind IN ('loan', 'deposit', 'other')", "pence": "pence >= 0"},
        indexes={"ix_member_property_member": ["member"]},
    )  # fmt: skip


def _make_nominations() -> None:
    make_table(
        "nomination",
        [
            whole("id"), whole("number"), whole("member"), text("made_on"), text("delivered_on"), text("how"),
            text("revoked_on", null=True), whole("varied_by", null=True), text("at"), whole("void"), text("words"),
            salt(),
        ],
        refs={"member": "member.id", "varied_by": "nomination.id"},
        checks={"how": "how IN ('delivered', 'book')"},
        unique=[["number"]],
        indexes={"ix_nomination_member": ["member"]},
    )  # fmt: skip
    make_table(
        "nominee",
        [
            whole("id"), whole("nomination"), text("relationship"), whole("officer"), text("part"), text("name"),
            text("address"), salt(),
        ],
        refs={"nomination": "nomination.id"},
        indexes={"ix_nominee_nomination": ["nomination"]},
    )  # fmt: skip


def _make_offices() -> None:
    make_table(
        "officer",
        [
            whole("id"), whole("member", null=True), text("office"), text("from_day"), text("until_day", null=True),
            text("at"), whole("void"), text("name"), text("address"), text("words"), salt(),
        ],
        refs=_MEMBER,
        checks={"office": "office <> ''", "days": "until_day IS NULL OR until_day >= from_day"},
    )  # fmt: skip


def _make_data_keeping() -> None:
    make_table(
        "dated_setting",
        [whole("id"), text("name"), text("value"), text("from_day"), text("at"), whole("void"), text("source"), salt()],
        indexes={"ix_dated_setting_name": ["name", "from_day"]},
    )
    make_table(
        "export_log",
        [
            whole("id"), text("what"), text("format"), whole("entries"), text("at"), whole("member", null=True),
            text("purpose"), text("recipient"), salt(),
        ],
        refs=_MEMBER,
    )  # fmt: skip
    make_table(
        "erasure",
        [whole("id"), whole("member", null=True), text("what"), text("at"), text("words"), salt()],
        refs=_MEMBER,
    )
    make_table(
        "column_mapping",
        [whole("id"), text("name"), text("columns"), text("at"), whole("void")],
        once_where={"uq_column_mapping_name": (["name"], "void = 0")},
    )
