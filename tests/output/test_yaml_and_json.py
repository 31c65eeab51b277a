"""YAML and JSON show one structure; a person can read the YAML."""

from __future__ import annotations

import json
from dataclasses import replace

import yaml as pyyaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from results import EXAMPLE, RESULT

from policytext.cli.forms import form_of
from policytext.model import Metadata, Result, Section
from policytext.output import yaml
from policytext.output.structure import number, to_structure

EXPECTED = """\
schema: policytext/1
source: {name: op-ed.txt, sha256: abababababababababababababababababababababababababababababababab, encoding: utf-8, characters: 30, format: text}
made_with: {program: 1.2.3, dictionaries: 00c0ffee00c0ffee}
title: 제목
byline: {name: 홍길동, organization: 지역정책연구원, position: 연구위원}
projects:
- id: p1
  name: 청년 창업 지원 사업
  kind: project
  aliases: [창업지원사업]
  amounts: [a1]
  sectors: []
  regions: []
  goals: []
  mentions:
  - {start: 7, end: 18, text: 청년 창업 지원 사업}
amounts:
- {id: a1, text: 300억 원, start: 20, end: 26, low: 30000000000, high: 30000000000, currency: KRW, modifier: null, role: total, projects: [p1]}
sectors:
- id: startup
  name: 창업·중소·벤처
  ksic: [M]
  main: true
  count: 1
  mentions:
  - {start: 10, end: 12, text: 창업}
goals:
- id: g1
  type: intent
  text: 정부는 청년 창업 지원 사업에 300억 원을 쓴다.
  start: 3
  end: 31
  actor: {start: 3, end: 5, text: 정부}
  targets:
  - {start: 20, end: 26, text: 300억 원, value: 30000000000, unit: KRW}
  by:
  - {start: 3, end: 9, text: 2030년까지, date: '2030'}
  projects: [p1]
paragraphs:
- {start: 0, end: 2, repeats: null}
- {start: 3, end: 31, repeats: null}
"""


def test_a_document_in_yaml() -> None:
    assert yaml.dump(to_structure(EXAMPLE)) == EXPECTED


def test_what_the_format_says_stands_beside_the_source() -> None:
    metadata = Metadata("창업 지원", date="2024-05-31", organization="한빛부")
    pages = (Section(0, "page 1"), Section(3, "page 2"))
    structure = to_structure(replace(EXAMPLE, metadata=metadata, sections=pages))
    assert structure["metadata"] == {
        "title": "창업 지원",
        "author": None,
        "date": "2024-05-31",
        "organization": "한빛부",
        "url": None,
    }
    assert structure["sections"][1] == {"start": 3, "label": "page 2"}
    assert {"metadata", "sections"}.isdisjoint(to_structure(EXAMPLE))


@settings(max_examples=60)
@given(RESULT)
def test_yaml_and_json_hold_the_same_structure(result: Result) -> None:
    structure = to_structure(result)
    as_yaml = form_of("yaml", None, several=False).render(result)
    as_json = form_of("json", None, several=False).render(result)
    assert pyyaml.safe_load(as_yaml) == json.loads(as_json) == structure


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RESULT, min_size=2, max_size=3))
def test_several_documents_make_one_stream(results: list[Result]) -> None:
    structures = [to_structure(result) for result in results]
    streams = {}
    for name in ("yaml", "json", "jsonl"):
        form = form_of(name, None, several=True)
        streams[name] = form.head + form.between.join(map(form.render, results)) + form.tail
    assert list(pyyaml.safe_load_all(streams["yaml"])) == structures
    assert json.loads(streams["json"]) == structures
    assert [json.loads(line) for line in streams["jsonl"].splitlines()] == structures


@given(st.integers(0, 10**18))
def test_a_whole_sum_is_written_without_a_point(value: int) -> None:
    assert str(number(value)) == str(value)
