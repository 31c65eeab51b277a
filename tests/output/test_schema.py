"""The schema says what the output is: every sample fits it, and what is wrong does not."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from policytext import Analyzer
from policytext.output.explanations import explained
from policytext.output.schema import output_schema
from policytext.reading.files import read_document

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
VALIDATOR = Draft202012Validator(output_schema())
OUTPUT = yaml.safe_load(SAMPLES[0].with_suffix(".yaml").read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(output_schema())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_output_of_a_sample_fits(path: Path, analyzer: Analyzer) -> None:
    VALIDATOR.validate(yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8")))
    VALIDATOR.validate(explained(analyzer.analyze_document(read_document(str(path), None))))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda output: output.pop("paragraphs"),
        lambda output: output.update(colour="red"),
        lambda output: output.update(schema="policytext/0"),
        lambda output: output["amounts"][0].update(role="subsidy"),
        lambda output: output["amounts"][0].update(projects=["a1"]),
        lambda output: output["amounts"][0].update(low="300억"),
        lambda output: output["projects"][0].update(mentions=[]),
        lambda output: output["goals"][0]["by"].append({"start": 0, "end": 1, "text": "", "date": "연말"}),
        lambda output: output["source"].update(sha256="x"),
    ],
)  # fmt: skip
def test_what_is_no_output_does_not_fit(spoil: Callable[[dict[str, Any]], object]) -> None:
    output = copy.deepcopy(OUTPUT)
    VALIDATOR.validate(output)
    spoil(output)
    with pytest.raises(ValidationError):
        VALIDATOR.validate(output)
