"""`policytext show`: a document in the terminal, with what was found in it marked."""

from __future__ import annotations

from policytext.cli.inputs import only_document
from policytext.cli.options import Dictionary, File, Only


def command(file: File, only: Only = None, dictionary: Dictionary = None) -> None:
    """Show a document with its sums, projects and goals in colours."""
    from policytext.cli.settings import chosen_settings
    from policytext.output.files import standard_output
    from policytext.output.terminal import show
    from policytext.pipeline import Analyzer

    analyzer = Analyzer(chosen_settings(dictionary, only))
    analyzer.lexicon  # noqa: B018 - a dictionary that cannot be used is reported before all else
    document = only_document(file)
    with standard_output() as out:
        show(analyzer.analyze_document(document), out)
