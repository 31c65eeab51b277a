"""Copies of texts: stars that depend on the texts and their order alone."""

from __future__ import annotations

import random
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from policytext.archive import stars
from policytext.archive.copies import (
    FIELDS,
    SIMILARITY,
    WHOLE,
    Copies,
    find_homes,
    squeezed,
    to_copies,
)
from policytext.archive.stars import CLOSE, FRINGE

NOTHING = np.zeros(0, FIELDS)
WORDS = [
    "정부",
    "지역",
    "청년",
    "창업",
    "지원",
    "사업",
    "예산",
    "억원",
    "투입",
    "올해",
    "확대",
    "기술",
    "개발",
    "인력",
    "양성",
    "협력",
    "추진",
    "계획",
    "발표",
    "국비",
]

Archive = Mapping[int, str]  # texts by document; documents in the order of what is kept


def homes(copies: Copies) -> dict[int, int]:
    """Of every document the first one that has the text kept for it."""
    first: dict[int, int] = {}
    for document, text in zip(copies["document"].tolist(), copies["text"].tolist(), strict=True):
        first.setdefault(text, document)
    return {
        d: first[h]
        for d, h in zip(copies["document"].tolist(), copies["home"].tolist(), strict=True)
    }


def from_scratch(archive: Archive) -> Copies:
    return gone_on(NOTHING, {}, archive)


def gone_on(before: Copies, old: Archive, new: Archive) -> Copies:
    """What is found in `new` by one who knows what was found in `old`."""
    same = {d for d in new if old.get(d) == new[d]}
    kept = before[np.isin(before["document"], list(same))]
    dropped = before[~np.isin(before["document"], list(same))]
    fresh = to_copies((d, 1, squeezed(t)) for d, t in new.items() if d not in same)
    copies = np.concatenate([fresh, kept])
    settled = np.concatenate([np.zeros(len(fresh), np.bool_), np.ones(len(kept), np.bool_)])
    order = np.argsort(copies["document"], kind="stable")
    copies, settled = copies[order], settled[order]
    find_homes(copies, settled, dropped, lambda document, _: squeezed(new[document]))
    return copies


def sentence(chance: random.Random, words: int = 20) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def similarity(archive: Archive, one: Copies, other: Copies) -> float:
    texts = (squeezed(archive[copy["document"]]) for copy in (one, other))
    return LCSseq.normalized_similarity(*texts)


def changed(text: str, share: float, chance: random.Random) -> str:
    """A copy of `text` in which a share of the characters are others, one too many or missing."""
    letters = list(text)
    for place in chance.sample(range(len(letters)), round(share * len(letters))):
        letters[place] = chance.choice(["", "가", "나", "다", "1", letters[place] + "라"])
    return "".join(letters)


@st.composite
def archives(draw: st.DrawFn) -> dict[int, str]:
    """Documents of a few families of near copies, in chains too."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    texts = [sentence(chance, 12) for _ in range(3)]
    for _ in range(draw(st.integers(0, 20))):
        texts.append(changed(chance.choice(texts), chance.choice([0, 0.05, 0.1, 0.2]), chance))
    chance.shuffle(texts)
    return dict(enumerate(texts))


@pytest.mark.parametrize("most_anchors", [1, 2, 32])
@settings(max_examples=60, deadline=None)
@given(archive=archives(), seed=st.integers(0, 2**32))
def test_what_is_found_in_steps_is_what_is_found_at_once(
    archive: dict[int, str], seed: int, most_anchors: int
) -> None:
    chance = random.Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stars, "MOST_ANCHORS", most_anchors)
        now: dict[int, str] = {}
        known = NOTHING
        for _ in range(4):
            share = chance.random()
            then = {d: t for d, t in archive.items() if chance.random() < share}
            then |= {d: changed(t, 0.1, chance) for d, t in then.items() if chance.random() < 0.1}
            known = gone_on(known, now, then)
            now = then
            scratch = from_scratch(now)
            assert homes(known) == homes(scratch)
            assert known["similarity"].tolist() == scratch["similarity"].tolist()


@settings(max_examples=30, deadline=None)
@given(archives())
def test_every_member_is_similar_to_the_copy_that_is_kept_or_close_to_one_that_is(
    archive: dict[int, str],
) -> None:
    copies = from_scratch(archive)
    by_text = {copy["text"]: copy for copy in copies[::-1]}
    for copy in copies:
        kept, anchor = by_text[copy["home"]], by_text[copy["anchor"]]
        assert kept["document"] <= anchor["document"] <= copy["document"]
        assert kept["home"] == anchor["home"] == kept["text"]
        assert copy["similarity"] == pytest.approx(similarity(archive, copy, kept), abs=1e-4)
        if anchor["text"] == kept["text"]:
            assert copy["similarity"] >= SIMILARITY
        else:
            assert anchor["anchor"] == kept["text"]
            assert SIMILARITY <= anchor["similarity"] < FRINGE
            assert round(similarity(archive, copy, anchor), 4) >= CLOSE


def test_a_copy_of_a_text_at_the_fringe_of_a_group_is_of_the_group() -> None:
    plan = sentence(random.Random(3))
    report = plan + "가" * round(len(plan) * 0.1)
    copy = report + "나" * round(len(plan) * 0.06)
    chain = copy + "다" * round(len(plan) * 0.06)
    copies = from_scratch({1: plan, 2: report, 3: copy, 4: chain})
    assert homes(copies) == {1: 1, 2: 1, 3: 1, 4: 4}
    assert copies["similarity"][2] < SIMILARITY
    assert homes(from_scratch({1: plan, 3: copy, 4: chain})) == {1: 1, 3: 3, 4: 3}


def test_planted_copies_are_found_and_nothing_else() -> None:
    chance = random.Random(7)
    originals = [sentence(chance, chance.randint(16, 60)) for _ in range(400)]
    copies = [changed(text, chance.uniform(0.02, 0.10), chance) for text in originals]
    found = homes(from_scratch(dict(enumerate([*originals, *copies]))))
    right = sum(found[400 + number] == number for number in range(400))
    assert right >= 0.98 * 400
    assert sum(home != document for document, home in found.items()) == right


def test_spaces_and_line_ends_make_no_other_text() -> None:
    text = sentence(random.Random(1))
    copies = from_scratch({1: text, 2: text.replace(" ", "  ").replace("사업", "사업\t") + "\n"})
    assert homes(copies) == {1: 1, 2: 1}
    assert copies["text"][0] == copies["text"][1]


def test_short_texts_are_no_copies() -> None:
    assert not len(
        to_copies([(1, 1, "보도자료입니다."), (2, 1, "가" * 39), (3, WHOLE, "가" * 199)])
    )
    assert len(to_copies([(1, 1, "가" * 40)]))
