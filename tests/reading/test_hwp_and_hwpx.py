"""HWP and HWPX give the text that a reader of the page sees, and the same text for the same document."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from documents import (
    BULLET,
    COMPRESSED,
    DISTRIBUTION,
    DRM,
    NUMBER,
    OUTLINE,
    PASSWORD,
    SUBNUMBER,
    Box,
    Cell,
    Note,
    Paragraph,
    deflated,
    header,
    hwp,
    hwpx,
    p,
    record,
    table,
)
from ole_files import ole_file

from policytext.errors import ReadingError
from policytext.model import Metadata, Section
from policytext.reading.formats import read

BUDGET = table(["사업", "2024년", "2025년"], ["청년 창업 지원", "120", "150"])

DOCUMENTS: dict[str, tuple[list[Paragraph], str]] = {
    "paragraphs and empty lines": (
        [p("청년 창업 지원 계획"), p(""), p(""), p(""), p("□ 300억 원을 쓴다."), p("")],
        "청년 창업 지원 계획\n\n□ 300억 원을 쓴다.\n",
    ),
    "a paragraph of several runs": ([p("예산 ", "300", "억 원")], "예산 300억 원\n"),
    "tabs, forced line breaks and fixed spaces": (
        [p("담당\t홍길동\n(전화)\xa0없음")],
        "담당\t홍길동\n(전화) 없음\n",
    ),
    "letters that XML writes otherwise, and letters beyond the first plane": (
        [p("R&D <2단계> 𝟏𝟎% 🚢")],
        "R&D <2단계> 𝟏𝟎% 🚢\n",
    ),
    "a table: a row is a line": (
        [p("(단위: 억원)"), p(BUDGET), p("끝.")],
        "(단위: 억원)\n사업\t2024년\t2025년\n청년 창업 지원\t120\t150\n끝.\n",
    ),
    "short paragraphs of a cell stand on one line": (
        [p(table(["사업", Cell((p("예산"), p("(억원)")))], ["돌봄", "20"]))],
        "사업\t예산 (억원)\n돌봄\t20\n",
    ),
    "running text in a cell keeps its lines": (
        [p(table(["배경", Cell((p("가" * 150), p("나" * 150)))]))],
        f"배경\t{'가' * 150}\n{'나' * 150}\n",
    ),
    "merged cells leave the columns where they are": (
        [
            p(
                table(
                    [Cell((p("구분"),), rows=2), Cell((p("예산"),), columns=2)],
                    ["국비", "지방비"],
                    ["돌봄", "10", "20"],
                )
            )
        ],
        "구분\t예산\n\t국비\t지방비\n돌봄\t10\t20\n",
    ),
    "a frame around a text is no table": (
        [p(table([Cell((p("보도자료"), p("제목")))]))],
        "보도자료\n제목\n",
    ),
    "a table in a table keeps its rows": (
        [p(table(["재원", Cell((p("다음과 같다."), p(BUDGET)))]))],
        "재원\t다음과 같다.\n사업\t2024년\t2025년\n청년 창업 지원\t120\t150\n",
    ),
    "captions above and below": (
        [
            p(table(["가", "나"], caption="<표 1> 예산")),
            p(table(["다", "라"], caption="자료: 기획재정부", below=True)),
        ],
        "<표 1> 예산\n가\t나\n다\t라\n자료: 기획재정부\n",
    ),
    "a picture leaves nothing but its caption": (
        [p("앞", Box(), "뒤"), p(Box(caption="[그림 1] 조감도"))],
        "앞뒤\n[그림 1] 조감도\n",
    ),
    "a text box": ([p(Box((p("추진 방향"), p("세 가지"))))], "추진 방향\n세 가지\n"),
    "a sentence goes on behind what is anchored in it": (
        [p("사업비는 ", Box((p("참고"),)), "300억 원이다.")],
        "사업비는 300억 원이다.\n참고\n",
    ),
    "a footnote follows its paragraph, not the word it belongs to": (
        [p("스마트팜", Note("지능형 농장", number=1), "을 늘린다."), p("다음 문단")],
        "스마트팜을 늘린다.\n1) 지능형 농장\n다음 문단\n",
    ),
    "a footnote in a table follows the table": (
        [p(table(["사업", Cell((p("예산", Note("추경 포함", number=1)),))], ["돌봄", "20"]))],
        "사업\t예산\n돌봄\t20\n1) 추경 포함\n",
    ),
    "endnotes come last": (
        [p("본문", Note("출처: 통계청", "en  ")), p("다음")],
        "본문\n다음\n출처: 통계청\n",
    ),
    "what stands on every page is read once, at last": (
        [
            p(Note("한빛부", "head"), Note("- 1 -", "foot"), "제목"),
            p(Note("한빛부", "head"), "본문"),
        ],
        "제목\n본문\n한빛부\n",
    ),
    "numbers and bullets that the style writes": (
        [
            p(NUMBER, "추진 배경"),
            p(SUBNUMBER, "현황"),
            p(SUBNUMBER, "과제"),
            p(NUMBER, "추진 계획"),
            p(SUBNUMBER, "일정"),
            p(BULLET, "예산"),
            p(BULLET, ""),
            p(OUTLINE, "기대 효과"),
        ],
        "1. 추진 배경\n1-가) 현황\n1-나) 과제\n2. 추진 계획\n2-가) 일정\n○ 예산\n\n3. 기대 효과\n",
    ),
    "a table in front of a numbered paragraph": (
        [p(NUMBER, BUDGET, "예산")],
        "사업\t2024년\t2025년\n청년 창업 지원\t120\t150\n1. 예산\n",
    ),
    "what is hidden is not read": ([p(Note("검토 중", "tcmt"), "제목")], "제목\n"),
}
WRITERS: dict[str, Callable[..., bytes]] = {"hwp": hwp, "hwpx": hwpx}


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("case", DOCUMENTS)
def test_the_text_of_a_document(case: str, format: str) -> None:
    paragraphs, text = DOCUMENTS[case]
    found, content = read(WRITERS[format](paragraphs), "보도자료")
    assert (found, content.text) == (format, text)
    assert (content.encoding, content.sections) == ("binary", ())


@pytest.mark.parametrize("format", WRITERS)
def test_sections_say_where_they_begin(format: str) -> None:
    _, content = read(WRITERS[format](*[[p(f"{n}장")] for n in range(1, 12)]), "계획")
    assert content.text == "".join(f"{n}장\n" for n in range(1, 12))
    assert content.sections[:2] == (Section(0, "section 1"), Section(3, "section 2"))
    assert content.text[content.sections[10].start :] == "11장\n"


@pytest.mark.parametrize("format", WRITERS)
def test_title_author_and_day_in_korea(format: str) -> None:
    _, content = read(WRITERS[format]([p("본문")]), "계획")
    assert content.metadata == Metadata("지역 정책 자료", "홍길동", "2024-05-31")


@pytest.mark.parametrize("format", WRITERS)
def test_no_lone_surrogate_and_no_control_character_gets_through(format: str) -> None:
    _, content = read(WRITERS[format]([p("가\u0085나\u200b\u0019다")]), "계획")
    assert content.text == "가\n나\u200b다\n"


def test_half_a_letter_becomes_a_replacement_character() -> None:
    _, content = read(hwp([p("가\ud800나", Box(), "\udc00")]), "계획")
    assert content.text == "가\ufffd나\ufffd\n"


def refusal(data: bytes) -> str:
    with pytest.raises(ReadingError) as error:
        read(data, "계획.hwp")
    message = str(error.value)
    assert message.startswith("계획.hwp: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("flags", "says"),
    [(PASSWORD, "protected by a password"), (DRM, "protected by rights management")],
)
def test_a_protected_hwp_is_named(flags: int, says: str) -> None:
    assert says in refusal(hwp([p("비밀")], flags=flags))


def test_a_protected_hwpx_is_named() -> None:
    manifest = '<odf:manifest xmlns:odf="o"><odf:encryption-data/></odf:manifest>'
    assert "password" in refusal(hwpx([p("비밀")], **{"META-INF/manifest.xml": manifest}))


def test_an_hwp_that_is_not_packed_is_read() -> None:
    assert read(hwp([p("가" * 3000)], flags=0), "계획")[1].text == "가" * 3000 + "\n"


def test_a_distribution_copy_is_read_with_the_key_in_it() -> None:
    flags = COMPRESSED | DISTRIBUTION
    document = hwp([p("배포용 문서의 본문")], flags=flags, wrap=distributed)
    assert read(document, "계획")[1].text == "배포용 문서의 본문\n"


def test_the_stand_in_text_of_a_distribution_copy_is_not_its_text() -> None:
    body = deflated(
        record(66, 0, bytes(12)) + record(67, 1, "상위 버전의 배포용 문서\r".encode("utf-16-le"))
    )
    files = {"FileHeader": header(COMPRESSED | DISTRIBUTION), "BodyText/Section0": body}
    assert "damaged" in refusal(ole_file(files))


def distributed(section: bytes) -> bytes:
    """A section as a distribution copy has it: the key behind a seed, both masked, and AES in blocks."""
    seed, key = 0x12345675, bytes(range(16))
    mask, state = b"", seed
    while len(mask) < 256:
        numbers = []
        for _ in range(2):
            state = (state * 214013 + 2531011) % 2**32
            numbers.append(state >> 16)
        mask += bytes([numbers[0] & 0xFF]) * (1 + (numbers[1] & 0xF))
    clear = bytes(4 + 5) + key + bytes(256 - 25)
    masked = struct.pack("<I", seed) + bytes(a ^ b for a, b in zip(clear, mask, strict=False))[4:]
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return record(28, 0, masked) + encryptor.update(section + bytes(-len(section) % 16))
