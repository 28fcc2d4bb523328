"""The program's own files travel with it, and none of them is left over."""

import re
from pathlib import Path
from typing import get_args

import pytest

from coopdesk import assets

RESOURCES = assets.resource_path("icons").parent


def test_every_icon_named_in_code_exists_and_no_file_is_orphaned() -> None:
    files = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}
    assert files == set(get_args(assets.IconName))


def test_icons_take_their_colour_from_the_theme() -> None:
    for name in get_args(assets.IconName):
        assert "currentColor" in assets.icon_svg(name)


def test_the_interface_font_travels_in_the_four_weights_the_pages_use() -> None:
    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        assert assets.font_path(f"Inter-{weight}.otf").read_bytes()[:4] == b"OTTO"


def test_licences_lie_beside_what_they_license() -> None:
    assert "ISC License" in assets.resource_path("icons", "LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in assets.resource_path("fonts", "Inter-OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["light", "dark", "projector"])
def test_theme_tokens_are_colours(name: assets.ThemeName) -> None:
    tokens = assets.theme_tokens(name)
    assert tokens
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in tokens.values())


def test_light_and_dark_name_the_same_tokens() -> None:
    assert assets.theme_tokens("light").keys() == assets.theme_tokens("dark").keys()


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper", "least"),
    [
        ("text", "surface", 4.5),
        ("text", "background", 4.5),
        ("text", "sunken", 4.5),
        ("muted", "surface", 4.5),
        ("muted", "background", 4.5),
        ("muted", "sunken", 4.5),
        ("on_primary", "primary", 4.5),
        ("primary", "primary_soft", 4.5),
        ("success", "success_soft", 4.5),
        ("warning", "warning_soft", 4.5),
        ("error", "error_soft", 4.5),
        ("for", "surface", 4.5),
        ("against", "surface", 4.5),
        ("abstain", "surface", 4.5),
        ("control", "surface", 3.0),
        ("focus", "background", 3.0),
    ],
)
def test_text_and_borders_are_readable(name: assets.ThemeName, ink: str, paper: str, least: float) -> None:
    """WCAG 2.2 AA: text 4.5 to 1, control borders and focus rings 3 to 1."""
    tokens = assets.theme_tokens(name)
    assert _contrast(tokens[ink], tokens[paper]) >= least


def test_a_missing_file_is_named_in_one_plain_sentence() -> None:
    with pytest.raises(assets.AssetMissing) as missing:
        assets.font_path("Comic-Sans.otf")
    assert "fonts/Comic-Sans.otf is missing" in str(missing.value)


def test_resources_are_found_inside_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wheel has them in coopdesk/resources, with nothing beside the package."""
    installed = tmp_path / "coopdesk" / "resources"
    (installed / "fonts").mkdir(parents=True)
    (installed / "fonts" / "Inter-Bold.otf").write_bytes(b"OTTO")
    monkeypatch.setattr(assets, "_PLACES", (installed, tmp_path / "resources"))
    assert assets.font_path("Inter-Bold.otf").parent.parent == installed
