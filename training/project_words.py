"""Count in an archive what helps to find projects: names that stand in quotes, and words used alike.

    python training/project_words.py ARCHIVE_DIR -o FILE [--without ID_FILE] [--every N]

ARCHIVE_DIR holds xz-compressed JSON lines with `id`, `title` and `body`; documents whose id stands in
ID_FILE, one a line, are left out (those that models are tested on). Writes JSON: `names`, by a tag
that tells how often a name was seen and how it ends, and `clusters`, lists of words that stand in the
same company. Only every N-th document is analysed for the clusters. The same archive always gives the
same file. Needs scikit-learn (`pip install policytext[train]`).
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD

from policytext.analysis.cleaning import clean
from policytext.extraction.projects.names import compact
from policytext.extraction.projects.quotes import find_quotes
from policytext.extraction.projects.words import Words, read_words
from policytext.model import Analysis
from policytext.pipeline import Analyzer
from policytext.reading.text import normalize

LETTERS = range(3, 31)  # of a name without its spaces
LEAST = 2  # documents in which a name with a head must stand in quotes
LEAST_HEADLESS = 3
OFTEN = 6  # documents from which a name counts as well known
PHRASE = re.compile(r"[다요까자!?]$|하고|위해|[은는을를](?: |$)")
MIN_COUNT = 12  # times that a word must occur to be clustered
COMPANY = 3000  # most frequent words that count as company
REACH = 2  # words to either side
DIMENSIONS, CLUSTERS = 80, 256
NOUNS = ("NNG", "NNP", "NNB", "XR", "XSN", "XPN", "SL")


def read_archive(folder: Path, without: set[str]) -> Iterator[str]:
    """The plain texts of all documents: title and body."""
    for file in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if str(row["id"]) not in without:
                    title, body = row.get("title") or "", row.get("body") or ""
                    yield clean(normalize(f"{title}\n{body}")).text


def count_names(texts: Iterable[str], words: Words) -> dict[str, str]:
    """Names that stand in quotes in several documents, by tag, joined by spaces."""
    documents: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for text in texts:
        seen = set()
        for quote in find_quotes(text, 0, len(text), words.quotes):
            letters = text[quote.start : quote.end].strip()
            key = compact(letters)
            if "\n" not in letters and len(key) in LETTERS and key not in seen:
                seen.add(key)
                documents[key] += 1
                written.setdefault(key, Counter())[letters] += 1
    tagged: dict[str, list[str]] = {}
    for key, count in sorted(documents.items()):
        name = written[key].most_common(1)[0][0]
        head, stranger = words.heads.at(name), words.strangers.at(name)
        if len(stranger) > len(head) or count < (LEAST if head else LEAST_HEADLESS):
            continue
        if " " in key or (not head and PHRASE.search(name)):
            continue
        kind = words.heads.kinds[head][:2] if head else "-"
        tagged.setdefault(("6" if count >= OFTEN else "2") + kind, []).append(key)
    return {tag: " ".join(names) for tag, names in sorted(tagged.items())}


def cluster_words(analyses: Iterable[Analysis]) -> list[str]:
    """The nouns of each cluster, joined by spaces: nouns whose neighbours are alike."""
    rows = [
        [("0" if t.tag == "SN" else t.form, t.tag) for t in sentence.tokens]
        for analysis in analyses
        for sentence in analysis.sentences
    ]
    counts = Counter(word for row in rows for word in row)
    ranked = sorted((w for w, n in counts.items() if n >= MIN_COUNT), key=lambda w: (-counts[w], w))
    number = {word: i for i, word in enumerate(ranked)}
    pairs: Counter[tuple[int, int]] = Counter()
    for row in rows:
        ids = [number.get(word, -1) for word in row]
        for place, word in enumerate(ids):
            for step in range(-REACH, REACH + 1):
                other = ids[place + step] if 0 <= place + step < len(ids) and step else -1
                if word >= 0 and 0 <= other < COMPANY:
                    pairs[word, other + COMPANY * (step + REACH)] += 1
    keys = np.array(list(pairs), dtype=np.int64)
    shape = (len(ranked), COMPANY * (2 * REACH + 1))
    table = csr_matrix((list(map(float, pairs.values())), (keys[:, 0], keys[:, 1])), shape=shape)
    vectors = TruncatedSVD(DIMENSIONS, random_state=0).fit_transform(_surprise(table))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    nouns = [i for i, (form, tag) in enumerate(ranked) if tag in NOUNS and " " not in form]
    means = MiniBatchKMeans(CLUSTERS, random_state=0, n_init=3, batch_size=2048)
    clusters: list[set[str]] = [set() for _ in range(CLUSTERS)]
    for i, label in zip(nouns, means.fit_predict(vectors[nouns]), strict=True):
        clusters[label].add(ranked[i][0])
    return [" ".join(sorted(words)) for words in clusters]


def _surprise(table: csr_matrix) -> csr_matrix:
    """Positive pointwise mutual information; frequent company is smoothed by the power of 0.75."""
    of_rows = np.asarray(table.sum(axis=1)).ravel()
    of_columns = np.asarray(table.sum(axis=0)).ravel() ** 0.75
    cells = table.tocoo()
    expected = of_rows[cells.row] * of_columns[cells.col] / of_columns.sum()
    values = np.maximum(np.log(cells.data / expected), 0)
    return csr_matrix((values, (cells.row, cells.col)), shape=table.shape)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path, help="folder of *.jsonl.xz")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--without", type=Path, help="file of ids to leave out, one a line")
    parser.add_argument("--every", type=int, default=8, help="analyse every so many documents")
    args = parser.parse_args()

    analyzer = Analyzer()
    without = set(args.without.read_text().split()) if args.without else set()
    names = count_names(read_archive(args.archive, without), read_words(analyzer.lexicon))
    texts = (t for i, t in enumerate(read_archive(args.archive, without)) if i % args.every == 0)
    clusters = cluster_words(analyzer.read_plain(text) for text in texts)
    data = json.dumps({"clusters": clusters, "names": names}, ensure_ascii=False, indent=0)
    args.output.write_text(data + "\n", encoding="utf-8")
    print(f"{sum(len(n.split()) for n in names.values())} names, {len(clusters)} clusters")


if __name__ == "__main__":
    main()
