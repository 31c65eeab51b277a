"""`policytext schema`: the JSON Schema of the output."""

from __future__ import annotations

import json


def command() -> None:
    """Print the JSON Schema of the output of `extract`, one document."""
    from policytext.output.files import standard_output
    from policytext.output.schema import output_schema

    with standard_output() as out:
        print(json.dumps(output_schema(), ensure_ascii=False, indent=2), file=out)
