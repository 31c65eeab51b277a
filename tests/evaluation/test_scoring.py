"""What counts as found, as missed, and as false."""

from __future__ import annotations

from dataclasses import replace

import pytest
from annotated_text import GOLD, TEXT, at

from policytext.evaluation.gold import Gold, to_gold
from policytext.evaluation.matching import alike, key
from policytext.evaluation.run import compare, run_of
from policytext.evaluation.scoring import Score, score
from policytext.model import Amount, Goal, MadeWith, Mention, Paragraph, Result, Sector, Source

MADE = MadeWith("1", "a")


@pytest.fixture
def reading() -> Gold:
    return to_gold(GOLD, TEXT)


@pytest.fixture
def right(reading: Gold) -> Result:
    """A result that says what the reader says."""
    mention = Mention(**at("창업"))
    return Result(
        TEXT,
        Source("youth.txt", "", "utf-8", len(TEXT)),
        MADE,
        amounts=reading.amounts,
        projects=reading.projects,
        goals=reading.goals,
        sectors=(Sector("startup", "창업", ("M",), True, (mention,)),),
    )


def errors(found: Score) -> list[tuple[str, str, str]]:
    return [(e.figure, e.what, e.text) for e in found.errors]


def f1(found: Score) -> dict[str, float | None]:
    return {name: figure.f1 for name, figure in run_of(MADE, {"a": found}).figures.items()}


def test_what_a_reader_says_is_right(reading: Gold, right: Result) -> None:
    found = score(reading, right)
    assert found.errors == ()
    assert set(f1(found).values()) == {1.0}


def test_nothing_found_is_all_missed(reading: Gold) -> None:
    found = score(reading, Result(TEXT, Source("a", "", "utf-8", len(TEXT)), MADE))
    assert {what for _, what, _ in errors(found)} == {"missed"}
    assert f1(found)["amounts.value"] == f1(found)["links"] == 0
    assert f1(found)["amounts.role"] is None


def test_a_sum_of_another_value_is_missed_and_false(reading: Gold, right: Result) -> None:
    wrong = replace(right.amounts[0], low=30_000_000, high=30_000_000)
    found = score(reading, replace(right, amounts=(wrong, right.amounts[1])))
    assert errors(found) == [
        ("amounts.value", "missed", "300억 원"),
        ("amounts.value", "false", "300억 원"),
        ("links", "missed", "청년 창업 지원 사업 ← 300억 원"),
        ("links", "false", "청년 창업 지원 사업 ← 300억 원"),
    ]


def test_a_role_is_right_or_wrong_where_the_sum_was_found(reading: Gold, right: Result) -> None:
    other = replace(right.amounts[0], role="grant", modifier="about")
    found = score(reading, replace(right, amounts=(other, right.amounts[1])))
    assert [(e.figure, e.what, e.expected, e.given) for e in found.errors] == [
        ("amounts.modifier", "wrong", "None", "about"),
        ("amounts.role", "wrong", "total", "grant"),
    ]
    assert f1(found)["amounts.role"] == 0.5


def test_a_sum_whose_unit_stands_elsewhere_is_passed_over(reading: Gold, right: Result) -> None:
    bare = Amount("40", 62, 64, 40, 40, "KRW", unit_from="heading")
    assert score(reading, replace(right, amounts=(*right.amounts, bare))).errors == ()


def test_quotation_marks_at_the_ends_of_a_mention_are_forgiven(
    reading: Gold, right: Result
) -> None:
    project = right.projects[0]
    (m,) = project.mentions
    marked = Mention(m.start - 1, m.end + 1, TEXT[m.start - 1 : m.end + 1])
    found = score(reading, replace(right, projects=(replace(project, mentions=(marked,)), right.projects[1])))  # fmt: skip
    assert found.errors == ()


def test_a_name_that_is_nearly_right_is_found_but_not_exactly(reading: Gold, right: Result) -> None:
    project = right.projects[0]
    (m,) = project.mentions
    short = Mention(m.start + 3, m.end, TEXT[m.start + 3 : m.end])
    near = replace(project, name=short.text, mentions=(short,))
    found = score(reading, replace(right, projects=(near, right.projects[1])))
    assert ("projects.exact", "wrong", "청년 창업 지원 사업") in errors(found)
    assert f1(found)["projects.lenient"] == 1.0
    assert f1(found)["projects.exact"] == 0.5
    assert f1(found)["links"] == 1.0


def test_sectors_are_asked_by_the_main_ones_and_allowed_by_the_named(
    reading: Gold, right: Result
) -> None:
    named = replace(right.sectors[0], id="agriculture")
    false = replace(right.sectors[0], id="defense-industry")
    found = score(reading, replace(right, sectors=(named, false)))
    assert errors(found) == [
        ("sectors", "missed", "startup"),
        ("sectors", "false", "defense-industry"),
    ]
    assert f1(found)["sectors"] == 0


def test_a_goal_counts_by_the_sentence_that_holds_most_of_it(reading: Gold, right: Result) -> None:
    goal = right.goals[0]
    part = Goal("purpose", TEXT[goal.start : goal.end - 8], goal.start, goal.end - 8)
    found = score(reading, replace(right, goals=(part, right.goals[1])))
    assert [(e.figure, e.expected, e.given) for e in found.errors] == [
        ("goals.type", "intent", "purpose")
    ]


def test_a_repeat_that_is_none_is_false(reading: Gold, right: Result) -> None:
    found = score(reading, replace(right, paragraphs=(Paragraph(6, 46, 0), Paragraph(47, 79))))
    assert [(what, figure) for figure, what, _ in errors(found)] == [("false", "repeats")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("청년 창업 지원 사업", "「청년창업 지원사업」", True),
        ("농어촌 상생협력 기금", "농어촌상생기금", False),
        ("제2차 섬 발전 종합계획", "섬 발전 종합계획", True),
        ("섬 발전 사업", "산촌 발전 사업", False),
        ("기초연금", "", False),
    ],
)
def test_names_are_alike(one: str, other: str, same: bool) -> None:
    assert alike(key(one), key(other)) is same


def test_a_comparison_says_what_got_better_and_what_got_worse(reading: Gold, right: Result) -> None:
    def run(**changes: tuple[object, ...]) -> Score:
        return score(reading, replace(right, **changes))  # type: ignore[arg-type]

    no_sum, no_goal = run(amounts=()), run(goals=())
    before = run_of(MADE, {"a": no_sum, "b": no_goal})
    after = run_of(MADE, {"a": score(reading, right), "b": run(goals=(), sectors=())})
    found = compare(after, before)
    assert found.gone == {"a": no_sum.errors}
    assert [(d, e.figure) for d, es in found.new.items() for e in es] == [("b", "sectors")]
    assert found.left_out == ()
    assert compare(after, run_of(MADE, {"a": no_sum})).left_out == ("b",)
