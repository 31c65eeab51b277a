"""Named projects, sums of money, sectors and stated goals out of Korean policy documents.

>>> from policytext import analyze
>>> result = analyze("정부는 ‘청년 창업 지원 사업’에 300억 원을 투입할 계획이다.")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.version import __version__

__all__ = ["Analyzer", "Result", "Settings", "__version__", "analyze"]

if TYPE_CHECKING:
    from policytext.model import Result
    from policytext.pipeline import Analyzer, Settings, analyze


def __getattr__(name: str) -> Any:
    """Import the pipeline when it is first asked for, so that ``policytext --help`` stays quick."""
    if name == "Result":
        from policytext.model import Result

        return Result
    if name in {"Analyzer", "Settings", "analyze"}:
        from policytext import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
