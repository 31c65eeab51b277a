"""How long it takes to read a PDF or a web page, as a ratio against the bare library in the same run.

    python benchmarks/pdf_and_html.py FILE… [--runs N]

The yardstick is all text of the file as the library gives it: pypdfium2 for PDF, selectolax for
web pages, in the order of drawing and with menus. Also printed: how many of its Hangul syllables
are in the text as read.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from policytext.reading.formats import read
from policytext.reading.html import decoded
from policytext.reading.sniffing import sniff


def bare_pdf(data: bytes) -> str:
    """All text of a PDF, as pdfium gives it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def bare_html(data: bytes) -> str:
    """All text of a web page but programs and styles."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(decoded(data)[0])
    tree.strip_tags(["script", "style"], recursive=True)
    return tree.body.text() if tree.body else ""


YARDSTICKS: dict[str, Callable[[bytes], str]] = {"pdf": bare_pdf, "html": bare_html}


def seconds(call: Callable[[], object]) -> float:
    """How long a call works, without what others do meanwhile."""
    start = time.process_time()
    call()
    return time.process_time() - start


def main() -> None:
    """Measure the files and print a line each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    for file in options.files:
        data = file.read_bytes()
        bare = YARDSTICKS.get(sniff(data, file.name))
        if bare is None:
            print(f"{file.name}: neither PDF nor a web page")
            continue
        ratio = statistics.median(
            seconds(lambda: read(data, file.name)) / seconds(lambda: bare(data))  # noqa: B023
            for _ in range(options.runs)
        )
        found, all_ = hangul(read(data, file.name)[1].text), hangul(bare(data))
        print(f"{file.name}: {ratio:.1f} × the bare library; {found:,} of {all_:,} syllables")


def hangul(text: str) -> int:
    """How many Hangul syllables there are in `text`."""
    return sum("가" <= letter <= "힣" for letter in text)


if __name__ == "__main__":
    main()
