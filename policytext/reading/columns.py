"""Which column of a table, or which field of an object, holds what of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import islice

from policytext.errors import CallError, ReadingError
from policytext.reading.places import Place
from policytext.reading.records import Record, Unreadable, content_id, full_text, iso_date, plain
from policytext.reading.text import normalize

# The names under which collections have their columns, the likeliest first; spaces, case and
# punctuation do not count. BIGKinds: 뉴스 식별자, 일자, 언론사, 기고자, 제목, 본문, URL. A column of
# running numbers (번호, no) is no id: tomorrow's file begins again at 1.
_NAMES = {
    "text": "본문 내용 기사본문 본문내용 기사내용 보도자료내용 전문 body text content contents "
    "fulltext articlebody article document",
    "title": "제목 기사제목 보도자료명 보도자료제목 title headline subject",
    "date": "일자 날짜 보도일자 보도일 발행일 발행일자 게시일 게시일자 등록일 등록일자 배포일 작성일 "
    "작성일자 일시 입력일 date pubdate published publishedat publicationdate datetime",
    "publisher": "언론사 매체 매체명 부처 부처명 소관부처 발행기관 배포기관 담당기관 기관명 출처 "
    "publisher ministry press media agency source organization",
    "author": "기고자 기자 기자명 작성자 저자 author byline writer reporter",
    "url": "url link 링크 원문url 원문링크 원문주소 주소 href",
    "id": "뉴스식별자 식별자 newsid articleid docid documentid id guid identifier",
}
HEADER_ROWS = 20  # of a table, among which its header stands
_PUNCTUATION = re.compile(r"[\W_]+")
_EXCLUDED = "분석제외여부"  # BIGKinds: why a row should not be counted (중복, 예외); empty: keep
_BIGKINDS = ("뉴스식별자", _EXCLUDED)
_CUT = range(195, 206)  # BIGKinds gives 200 characters of a text, give or take its line ends
_CELL = 32_767  # characters that a cell of a spreadsheet holds


@dataclass(frozen=True, slots=True)
class Fields:
    """The columns that the user names; None where a good guess is to be made."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    id: str | None = None

    @property
    def named(self) -> bool:
        """Whether the user names any."""
        return self != Fields()

    @classmethod
    def parse(cls, options: Iterable[str]) -> Fields:
        """From options such as ``text=기사 전문``; raises CallError where one is not so."""
        known = [field.name for field in fields(cls)]
        named: dict[str, str] = {}
        for option in options:
            field, equals, name = option.partition("=")
            if field not in known or not equals or not name.strip():
                raise CallError(
                    f"--field {option}: say FIELD=COLUMN, where FIELD is one of {', '.join(known)}"
                )
            named[field] = name
        return cls(**named)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row each field stands; fields that have no column are not in `at`."""

    at: dict[str, int]
    width: int
    excluded: int | None
    cut: bool  # whether BIGKinds cut the texts

    def needed(self) -> int:
        """How many cells a row must have."""
        return 1 + max(self.at.values())

    def record(self, place: Place, label: str, row: Sequence[object]) -> Record | Unreadable:
        """The document in `row`, which `label` (``line 7``) names in `place`."""

        def cell(field: str) -> str:
            return plain(row[self.at[field]]).strip() if field in self.at else ""

        where = f"{place.where}: {label}"
        title, body = " ".join(cell("title").split()), cell("text")
        reason = plain(row[self.excluded]).strip() if self.excluded is not None else ""
        if reason:
            return Unreadable(
                f"{place.key}#{cell('id') or label}",
                place.collection,
                f"{where}: left out, as the source marks it ({reason})",
                "left out",
            )
        if not title and not body:
            return place.unreadable("there is no text in it", label)
        date = iso_date(row[self.at["date"]]) if "date" in self.at else ""
        publisher, author, url = cell("publisher"), cell("author"), cell("url")
        own = " ".join(cell("id").split())
        return Record(
            key=f"{place.key}#{own or content_id([title, body, date, publisher, author, url])}",
            collection=place.key,
            name=f"{place.name}#{own or label}",
            where=where,
            title=title,
            date=date,
            publisher=" ".join(publisher.split()),
            author=" ".join(author.split()),
            url=url,
            truncated=(self.cut and len(body) in _CUT) or len(body) == _CELL,
            text=full_text(title, body),
        )


def columns_of(names: Sequence[str], wanted: Fields) -> Columns:
    """Where the fields stand in a header.

    Raises ReadingError, a part of a sentence, where a column that the user names is not there or
    nothing looks like a title or a text.
    """
    squeezed = [_squeezed(name) for name in names]
    at: dict[str, int] = {}
    for field, likely in _NAMES.items():
        named = getattr(wanted, field)
        if named is not None and _squeezed(named) not in squeezed:
            raise ReadingError(f"there is no column {named!r}; {_listed(names)}")
        for name in [_squeezed(named)] if named is not None else likely.split():
            if name in squeezed:
                at[field] = squeezed.index(name)
                break
    if "text" not in at and "title" not in at:
        raise ReadingError(
            f"no column is known to hold titles or texts; {_listed(names)}: "
            "name them, as in --field title=… --field text=…"
        )
    excluded = squeezed.index(_EXCLUDED) if _EXCLUDED in squeezed else None
    return Columns(at, len(names), excluded, any(name in squeezed for name in _BIGKINDS))


def header_among(
    rows: Iterable[Sequence[object]], wanted: Fields
) -> tuple[int, Columns] | ReadingError:
    """Which of the first rows of a table says that every row under it is a document, and what the
    columns are; if none does, why not, as a part of a sentence.

    Where the user names no column it takes two that are known, one of them a title or a text: a plan
    may have a column of texts as well, but nothing else of that kind. `rows` are those that are not
    empty.
    """
    wrong: ReadingError | None = None
    for place, row in enumerate(islice(rows, HEADER_ROWS)):
        names = [plain(cell) for cell in row]
        try:
            columns = columns_of(names, wanted)
        except ReadingError as error:
            if sum(1 for name in names if name.strip()) > 1:
                wrong = wrong or error
        else:
            if wanted.named or len(columns.at) > 1:
                return place, columns
            wrong = wrong or ReadingError(
                f"one column alone is known; {_listed(names)}: name others, as in --field text=…"
            )
    return wrong or ReadingError("there is no table in it")


def _squeezed(name: str) -> str:
    return _PUNCTUATION.sub("", normalize(name)).casefold()


def _listed(names: Sequence[str]) -> str:
    """What columns there are, on one line."""
    shown = [" ".join(name.split())[:30] for name in names if name.strip()]
    more = ", …" if len(shown) > 20 else ""
    return f"its columns are {', '.join(shown[:20])}{more}" if shown else "it has no header"
