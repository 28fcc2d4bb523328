"""Settings: kept, read again, and never in the way."""

from pathlib import Path

from coopdesk.app.settings import RECENT, Settings, read_settings, write_settings


def test_settings_are_read_as_they_were_kept(tmp_path: Path) -> None:
    rolls = ((Path("/a.coopdesk"), Path("/stick")),)
    kept = Settings("dark", 150, (Path("/a.coopdesk"), Path("/b.coopdesk")), rolls)
    write_settings(tmp_path / "deep" / "settings.json", kept)
    assert read_settings(tmp_path / "deep" / "settings.json") == kept


def test_settings_that_cannot_be_read_are_those_of_the_first_day(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for text in ("", "[1]", "{", '{"theme": 7, "scale": "huge", "recent": 3, "rolls": ["a", 4]}'):
        path.write_text(text)
        assert read_settings(path) == Settings()


def test_the_file_opened_last_comes_first_and_only_once() -> None:
    settings = Settings()
    for number in range(RECENT + 3):
        settings = settings.opened(Path(f"/{number}.coopdesk"))
    settings = settings.opened(Path("/5.coopdesk"))
    assert settings.recent[0] == Path("/5.coopdesk")
    assert len(settings.recent) == RECENT
    assert settings.recent.count(Path("/5.coopdesk")) == 1


def test_text_sizes_go_round() -> None:
    sizes = []
    settings = Settings()
    for _ in range(5):
        settings = Settings(scale=settings.next_scale())
        sizes.append(settings.scale)
    assert sizes == [125, 150, 175, 200, 100]


def test_each_file_remembers_where_its_paper_roll_is_kept() -> None:
    ours, theirs = Path("/ours.coopdesk"), Path("/theirs.coopdesk")
    settings = Settings().with_roll(ours, Path("/stick")).with_roll(theirs, Path("/cloud"))
    settings = settings.with_roll(ours, Path("/other stick"))
    assert (settings.roll_of(ours), settings.roll_of(theirs)) == (Path("/other stick"), Path("/cloud"))
    assert settings.with_roll(ours, None).roll_of(ours) is None
