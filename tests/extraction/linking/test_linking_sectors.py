"""Which sectors a project belongs to."""

from __future__ import annotations

from linking_documents import mentions_of, projects_in

from policytext import Analyzer
from policytext.extraction.linking import Linker
from policytext.model import Sector

TEXT = """미래산업 육성 나선다
‘반도체 새싹기업 육성사업’에 이어 ‘누리 성장마당’도 문을 연다.
누리 성장마당은 인공지능 기업이 모여 일하는 공간이다.
시장은 관광도 살리겠다고 했다.
"""


def test_a_sector_is_that_of_a_project_by_its_name_or_its_description(
    analyzer: Analyzer, linker: Linker
) -> None:
    projects = projects_in(
        TEXT, {"반도체 새싹기업 육성사업": "project", "누리 성장마당": "facility"}
    )
    sectors = tuple(
        Sector(word, word, (), main=False, mentions=tuple(mentions_of(TEXT, word)))
        for word in ("반도체", "인공지능", "관광")
    )
    links = linker.link(analyzer.read_plain(TEXT), projects, sectors=sectors).sectors
    assert links == ((0, 0, "term in the name"), (1, 1, "term in the description"))
