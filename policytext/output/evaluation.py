"""An evaluation as a table for a person, and as the structure that a later one is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policytext.evaluation.run import FORM, Comparison, Figure, Run
from policytext.evaluation.scoring import SHARES, Error
from policytext.output.structure import Structure

_DIGITS = 4


def to_structure(run: Run, comparison: Comparison | None = None) -> Structure:
    """The run as YAML and JSON show it, with what changed since an earlier one."""
    structure: Structure = {
        "schema": FORM,
        "made_with": _made_with(run),
        "documents": list(run.documents),
        "figures": [{"figure": name, **_figure(name, f)} for name, f in run.figures.items()],
        "errors": _errors(run.errors),
    }
    if comparison:
        before = comparison.before.figures
        structure["baseline"] = {
            "made_with": _made_with(comparison.before),
            "figures": [{"figure": name, **_figure(name, f)} for name, f in before.items()],
            "left_out": list(comparison.left_out),
            "better": _errors(comparison.gone),
            "worse": _errors(comparison.new),
        }
    return structure


def text(run: Run, comparison: Comparison | None = None, errors: bool = False) -> Iterator[str]:
    """The lines of a report: the figures, what changed, and on request every error."""
    same_documents = comparison and not comparison.left_out
    before = comparison.before.figures if comparison and same_documents else {}
    yield f"{'':18}{'precision':>10}{'recall':>10}{'F1':>10}{'expected':>10}{'given':>8}\n"
    for name, figure in run.figures.items():
        yield f"{name:18}{_cells(name, figure)}{_change(figure, before.get(name))}\n"
    if comparison:
        if comparison.left_out:
            names = ", ".join(comparison.left_out)
            yield f"\nthe figures are not compared: only in one of the two runs are {names}\n"
        yield from _list("better than before", comparison.gone)
        yield from _list("worse than before", comparison.new)
    if errors:
        yield from _list("errors", run.errors)


def _made_with(run: Run) -> Structure:
    return {"program": run.made_with.program, "dictionaries": run.made_with.dictionaries}


def _cells(name: str, figure: Figure) -> str:
    if figure.f1 is None or figure.precision is None or figure.recall is None:
        return f"{'–':>30}{0:>10}"
    if name in SHARES:
        return f"{'share':>20}{figure.f1:>10.3f}{figure.expected:>10}{'':8}"
    return (
        f"{figure.precision:>10.3f}{figure.recall:>10.3f}{figure.f1:>10.3f}"
        f"{figure.expected:>10}{figure.given:>8}"
    )


def _change(figure: Figure, before: Figure | None) -> str:
    if before is None or before.f1 is None or figure.f1 is None:
        return ""
    change = figure.f1 - before.f1
    return f"   {change:+.3f}" if round(change, 3) else "   ="


def _list(title: str, errors: Mapping[str, Sequence[Error]]) -> Iterator[str]:
    """Errors by document, each on a line and its sentence on the next."""
    yield f"\n{title}: {sum(map(len, errors.values())) or 'none'}\n"
    for document, found in errors.items():
        yield f"\n{document}\n"
        for error in found:
            yield f"  {error.figure} {error.what}: {_said(error)}\n"
            if error.sentence and error.sentence != error.text:
                yield f"      {error.sentence}\n"


def _said(error: Error) -> str:
    place = "" if error.start is None else f" [{error.start}, {error.end})"
    if error.what == "wrong":
        return f"{error.text}{place}: {error.expected} is right, {error.given} was given"
    return f"{error.text}{place}"


def _figure(name: str, figure: Figure) -> Structure:
    if name in SHARES:
        return {"share": _rounded(figure.f1), "of": figure.expected}
    return {
        "precision": _rounded(figure.precision),
        "recall": _rounded(figure.recall),
        "f1": _rounded(figure.f1),
        "expected": figure.expected,
        "given": figure.given,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _errors(errors: Mapping[str, Sequence[Error]]) -> list[Structure]:
    return [
        {"document": document, **error._asdict()}
        for document, found in errors.items()
        for error in found
    ]
