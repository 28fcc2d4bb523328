"""What is worked out once for the same key."""

from coopdesk.services.kept import Kept


def test_the_same_key_is_worked_out_once_and_the_one_longest_unused_is_forgotten() -> None:
    kept: Kept[str, str] = Kept(2)
    worked: list[str] = []

    def ask(key: str) -> str:
        def work() -> str:
            worked.append(key)
            return key.upper()

        return kept.get(key, work)

    assert [ask(each) for each in ("a", "b", "a", "c", "a", "b")] == ["A", "B", "A", "C", "A", "B"]
    assert worked == ["a", "b", "c", "b"]


def test_nothing_may_be_the_result() -> None:
    kept: Kept[int, None] = Kept(1)
    worked: list[int] = []
    for _ in range(2):
        kept.get(1, lambda: worked.append(1))
    assert worked == [1]
