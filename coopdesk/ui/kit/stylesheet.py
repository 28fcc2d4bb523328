"""The style sheet, written from the tokens.

Widgets say what they are by properties (``role`` of a label, ``frame`` of a frame, ``kind`` of a button, ``tone``), so
that a change of theme reaches open windows without any of them knowing.
"""

from coopdesk.ui.kit.theme import TONE_INK, TONE_PAPER, Theme


def stylesheet(theme: Theme) -> str:
    """The whole application's style sheet for a theme and its text size."""
    return "".join((_labels(theme), _frames(theme), _buttons(theme), _fields(theme), _tables(theme)))


def _pt(theme: Theme, points: float) -> str:
    return f"{points * theme.scale / 100:.2f}pt"


def _labels(theme: Theme) -> str:
    sizes: tuple[tuple[str, float, int, str], ...] = (
        ("muted", 11, 400, "muted"),
        ("small", 9.5, 400, "muted"),
        ("small-text", 9.5, 400, "text"),
        ("small-strong", 9.5, 600, "text"),
        ("eyebrow", 9.5, 600, "muted"),
        ("medium", 11, 500, "text"),
        ("strong", 11, 600, "text"),
        ("section", 12, 600, "text"),
        ("lead", 13, 400, "text"),
        ("lead-muted", 13, 400, "muted"),
        ("instruction", 14, 600, "text"),
        ("title", 15, 600, "text"),
        ("verdict", 15, 700, "text"),
        ("number", 26, 600, "text"),
        ("number-small", 20, 600, "text"),
        ("huge", 34, 700, "text"),
        ("heading", 26, 600, "text"),
    )
    rules = [
        "QLabel{background:transparent;}",
        f"QToolTip{{background:{theme.hex('surface')};color:{theme.hex('text')};"
        f"border:1px solid {theme.hex('control')};padding:4px;}}",
    ]
    for role, points, weight, ink in sizes:
        rules.append(
            f"QLabel[role='{role}']{{font-size:{_pt(theme, points)};font-weight:{weight};color:{theme.colours[ink]};}}"
        )
    for tone, token in TONE_INK.items():
        rules.append(f"QLabel[tone='{tone}']{{color:{theme.hex(token)};}}")
    for choice in ("for", "against", "abstain"):
        rules.append(f"QLabel[tone='{choice}']{{color:{theme.colours[choice]};}}")
    return "".join(rules)


def _frames(theme: Theme) -> str:
    surface, line, focus = theme.hex("surface"), theme.hex("line"), theme.hex("focus")
    sunken, soft = theme.hex("sunken"), theme.hex("primary_soft")
    rules = [
        f"QMainWindow,QDialog,QWidget[frame='window']{{background:{theme.hex('background')};}}",
        f"QFrame[frame='rail']{{background:{surface};border:none;border-right:1px solid {line};}}",
        f"QFrame[frame='header']{{background:{surface};border:none;border-bottom:1px solid {line};}}",
        f"QFrame[frame='status']{{background:{surface};border:none;border-top:1px solid {line};}}",
        f"QFrame[frame='card']{{background:{surface};border:1px solid {line};border-radius:10px;}}",
        f"QFrame[frame='lit']{{background:{surface};border:2px solid {focus};border-radius:12px;}}",
        "QFrame[frame='plain'],QFrame[frame='last-row']{background:transparent;border:none;}",
        f"QFrame[frame='sunken']{{background:{sunken};border:none;border-radius:8px;}}",
        f"QFrame[frame='soft']{{background:{soft};border:none;border-radius:12px;}}",
        f"QFrame[frame='quote']{{background:{sunken};border:none;border-left:4px solid {focus};"
        "border-top-right-radius:6px;border-bottom-right-radius:6px;}",
        f"QFrame[frame='record']{{background:{soft};border:none;border-left:3px solid {focus};"
        "border-top-right-radius:6px;border-bottom-right-radius:6px;}",
        f"QFrame[frame='drop']{{background:{soft};border:2px dashed {theme.hex('primary')};border-radius:10px;}}",
        f"QFrame[frame='row']{{background:transparent;border:none;border-bottom:1px solid {line};}}",
        f"QFrame[frame='chosen-row']{{background:{soft};border:none;border-radius:6px;}}",
        f"QFrame[frame='hairline']{{background:{line};border:none;}}",
        f"QFrame[frame='drawer']{{background:{theme.hex('background')};border:none;border-left:1px solid {line};}}",
        f"QFrame[frame='toast']{{background:{theme.hex('text')};border:none;border-radius:10px;}}",
        f"QFrame[frame='toast'] QLabel{{color:{surface};font-weight:500;}}",
        "QScrollArea{background:transparent;border:none;}",
        "QScrollArea>QWidget>QWidget{background:transparent;}",
    ]
    for tone, paper in TONE_PAPER.items():
        border = theme.colours.get(f"{tone}_line", line)
        rules.append(
            f"QFrame[frame='notice'][tone='{tone}']{{background:{theme.hex(paper)};"
            f"border:1px solid {border};border-radius:10px;}}"
            f"QFrame[frame='verdict'][tone='{tone}']{{background:{theme.hex(paper)};"
            f"border:2px solid {border};border-radius:12px;}}"
        )
    return "".join(rules)


def _buttons(theme: Theme) -> str:
    control, line, sunken = theme.hex("control"), theme.hex("line"), theme.hex("sunken")
    surface, primary, soft = theme.hex("surface"), theme.hex("primary"), theme.hex("primary_soft")
    rules = [
        f"QPushButton{{border:1px solid {control};border-radius:8px;background:{surface};"
        f"color:{theme.hex('text')};font-weight:500;padding:0 14px;}}",
        f"QPushButton:hover{{background:{sunken};}}",
        f"QPushButton:focus{{border:2px solid {theme.hex('focus')};}}",
        f"QPushButton[kind='primary']{{background:{primary};border:1px solid {primary};}}",
        f"QPushButton[kind='primary']:hover,QPushButton[kind='primary']:pressed"
        f"{{background:{theme.hex('primary_hover')};}}",
        "QPushButton[kind='ghost'],QPushButton[kind='quiet']{border:1px solid transparent;background:transparent;}",
        f"QPushButton[kind='ghost']:hover,QPushButton[kind='quiet']:hover{{background:{sunken};}}",
        f"QPushButton[kind='ghost']:focus,QPushButton[kind='quiet']:focus{{border:2px solid {theme.hex('focus')};}}",
        f"QPushButton[kind='chip']:checked{{border:1px solid {primary};background:{soft};}}",
        f"QPushButton[kind='chip']:checked:focus{{border:2px solid {primary};}}",
        "QPushButton[kind='rail']{border:1px solid transparent;background:transparent;}",
        f"QPushButton[kind='rail']:hover{{background:{sunken};}}",
        f"QPushButton[kind='rail']:checked{{background:{soft};}}",
        f"QPushButton[kind='rail']:focus{{border:2px solid {theme.hex('focus')};}}",
        f"QPushButton:disabled{{background:{sunken};border:1px solid {line};color:{theme.hex('muted')};}}",
        "QPushButton[kind='ghost']:disabled,QPushButton[kind='quiet']:disabled"
        "{background:transparent;border:1px solid transparent;}",
    ]
    for choice in ("for", "against", "abstain"):
        colour = theme.colours[choice]
        rules.append(f"QPushButton[kind='choice-{choice}']{{border:2px solid {colour};background:{surface};}}")
        rules.append(f"QPushButton[kind='choice-{choice}']:hover{{background:{sunken};}}")
        rules.append(f"QPushButton[kind='choice-{choice}']:focus{{border:3px solid {colour};}}")
        rules.append(f"QPushButton[kind='choice-{choice}']:disabled{{border:2px solid {line};}}")
    return "".join(rules)


def _fields(theme: Theme) -> str:
    control, focus, surface = theme.hex("control"), theme.hex("focus"), theme.hex("surface")
    kinds = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QSpinBox", "QDateEdit", "QTimeEdit")
    each = ",".join(kinds)
    focused = ",".join(f"{kind}:focus" for kind in kinds)
    lines = tuple(kind for kind in kinds if not kind.endswith("TextEdit"))
    one_line, line_focused = ",".join(lines), ",".join(f"{kind}:focus" for kind in lines)
    return (
        f"{each}{{border:1px solid {control};border-radius:8px;background:{surface};color:{theme.hex('text')};"
        f"selection-background-color:{theme.hex('primary')};selection-color:{theme.hex('on_primary')};"
        # Left to itself Qt greys placeholders to half, which fails 4.5 to 1.
        f"placeholder-text-color:{theme.hex('muted')};}}"
        f"{one_line}{{min-height:{theme.px(34)}px;padding:0 10px 0 10px;}}"
        f"{focused}{{border:2px solid {focus};}}"
        # The thicker border takes its pixel from the inside, so that nothing moves when the focus comes.
        f"{line_focused}{{min-height:{theme.px(34) - 2}px;padding:0 9px 0 9px;}}"
        f"QLineEdit[role='scan']{{min-height:{theme.px(46)}px;border-radius:10px;font-size:{_pt(theme, 15)};}}"
        f"QLineEdit[role='figure']{{min-height:{theme.px(46)}px;font-size:{_pt(theme, 20)};font-weight:600;}}"
        f"QLineEdit[tone='warning'],QLineEdit[tone='warning']:focus{{border:2px solid {theme.hex('warning')};}}"
        f"QLineEdit[tone='error'],QLineEdit[tone='error']:focus{{border:2px solid {theme.hex('error')};}}"
        f"QComboBox::drop-down{{border:none;width:{theme.px(22)}px;}}"
        f"QComboBox QAbstractItemView{{background:{surface};border:1px solid {control};"
        f"selection-background-color:{theme.hex('primary_soft')};selection-color:{theme.hex('text')};}}"
        f"QCheckBox,QRadioButton{{spacing:8px;min-height:{theme.px(24)}px;}}"
        f"QMenu{{background:{surface};border:1px solid {control};padding:4px;}}"
        f"QMenu::item{{padding:6px 24px 6px 12px;border-radius:6px;}}"
        f"QMenu::item:selected{{background:{theme.hex('primary_soft')};color:{theme.hex('text')};}}"
    )


def _tables(theme: Theme) -> str:
    surface, line, muted = theme.hex("surface"), theme.hex("line"), theme.hex("muted")
    return (
        f"QTableView,QListView{{background:{surface};border:none;outline:0;"
        f"selection-background-color:{theme.hex('primary_soft')};selection-color:{theme.hex('text')};}}"
        f"QHeaderView{{background:{surface};border:none;}}"
        f"QHeaderView::section{{background:{surface};color:{muted};font-size:{_pt(theme, 9.5)};font-weight:600;"
        f"border:none;border-bottom:1px solid {theme.hex('control')};padding:0 3px;}}"
        "QScrollBar:vertical{background:transparent;width:10px;margin:0;}"
        f"QScrollBar::handle:vertical{{background:{line};border-radius:4px;min-height:40px;margin:1px;}}"
        "QScrollBar:horizontal{background:transparent;height:10px;margin:0;}"
        f"QScrollBar::handle:horizontal{{background:{line};border-radius:4px;min-width:40px;margin:1px;}}"
        "QScrollBar::add-line,QScrollBar::sub-line{width:0;height:0;}"
        "QScrollBar::add-page,QScrollBar::sub-page{background:transparent;}"
        f"QProgressBar{{background:{theme.hex('sunken')};border:none;border-radius:5px;"
        f"min-height:10px;max-height:10px;}}"
        f"QProgressBar::chunk{{background:{theme.hex('primary')};border-radius:5px;}}"
    )
