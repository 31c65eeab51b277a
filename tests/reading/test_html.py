"""Web pages: the article and nothing else, its title first."""

from __future__ import annotations

import pytest

from policytext.errors import ReadingError
from policytext.reading.html import read

NEWS = """<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8">
<title>해온시, 수소버스 120대 들인다 - 해온일보</title>
<meta property="og:title" content="해온시, 수소버스 120대 들인다">
<meta property="og:site_name" content="해온일보">
<meta property="og:url" content="https://news.example.kr/articles/20240531001">
<meta property="article:published_time" content="2024-05-31T09:12:00+09:00">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "해온시, 수소버스 120대 들인다",
 "author": [{"@type": "Person", "name": "김해온 기자"}]}]}
</script>
<style>.a{}</style></head>
<body class="article-page with-sidebar">
<div id="skipNavigation"><a href="#c">본문 바로가기</a></div>
<header id="header"><ul class="gnb"><li><a href="/1">정치</a></li><li><a href="/2">경제</a></li><li><a href="/3">사회</a></li></ul></header>
<div class="wrap"><section class="article-view">
<header class="article-header"><h1>해온시, 수소버스 120대 들인다</h1>
<h2 class="subheading">충전소 6곳도 함께 짓는다</h2>
<ul class="sns-share"><li><a href="#">페이스북</a></li><li><a href="#">트위터</a></li><li><a href="#">카카오톡</a></li></ul></header>
<article id="article-view-content-div" itemprop="articleBody">
<figure><img src="bus.jpg" alt="버스 사진"><figcaption>해온시 차고지에 선 수소버스.</figcaption></figure>
<p>해온시가 2027년까지 <b>860억 원</b>을 들여 수소버스 120대를&nbsp;들인다.</p>
<p>시는 31일 이런 내용의 ‘친환경 버스 전환 계획’을 밝혔다.<br>충전소는 6곳이 새로 생긴다.</p>
<div class="ad_wrap">광고입니다 지금 가입하세요</div>
<script>var x = "<p>숨은 글</p>";</script>
<table><caption>연도별 투자 (단위: 억원)</caption>
<tr><th>구분</th><th>2025</th><th>2026</th></tr><tr><td>버스</td><td>200</td><td>300</td></tr>
<tr><td rowspan="2">충전소</td><td>100</td><td>60</td></tr><tr><td>110</td><td>90</td></tr></table>
<p>시 관계자는 “탄소 배출을 줄이기 위한 사업”이라고 말했다. 시는 하반기에 차고지 두 곳을 먼저
고치고 정비 인력 40명을 길러 운행 차질을 막을 계획이며, 나머지 예산은 국비와 도비로 나누어 마련한다.</p>
<p>저작권자 ⓒ 해온일보 무단전재 및 재배포 금지</p>
</article>
<div class="relation"><h3>관련기사</h3><ul><li><a href="/a">다른 시의 전기버스 소식</a></li><li><a href="/b">수소 충전소 논란</a></li></ul></div>
</section>
<aside class="side"><h3>많이 본 뉴스</h3><ol><li><a href="/c">축구 소식</a></li><li><a href="/d">날씨 소식</a></li></ol></aside></div>
<footer>해온일보 | 주소 해온시 중앙로 1 | 대표전화 02-000-0000</footer>
</body></html>"""

ARTICLE = """\
해온시, 수소버스 120대 들인다
충전소 6곳도 함께 짓는다
해온시 차고지에 선 수소버스.
해온시가 2027년까지 860억 원을 들여 수소버스 120대를 들인다.
시는 31일 이런 내용의 ‘친환경 버스 전환 계획’을 밝혔다.
충전소는 6곳이 새로 생긴다.
연도별 투자 (단위: 억원)
구분\t2025\t2026
버스\t200\t300
충전소\t100\t60
\t110\t90
시 관계자는 “탄소 배출을 줄이기 위한 사업”이라고 말했다. \
시는 하반기에 차고지 두 곳을 먼저 고치고 정비 인력 40명을 길러 운행 차질을 막을 계획이며, \
나머지 예산은 국비와 도비로 나누어 마련한다.
"""

BOARD = """<html><head><title>보도자료 | 해온부</title><meta name="author" content="@haeon"></head><body>
<div id="wrap"><div id="gnb"><a href="/a">알림</a> <a href="/b">정책</a> <a href="/c">민원</a></div>
<div id="content"><div class="location">홈 &gt; 알림 &gt; 보도자료</div>
<h3>보도자료</h3>
<div class="board_view">
<h4 class="tit">농어촌 빈집 정비 사업 착수</h4>
<table class="info"><tr><th>담당부서</th><td>지역개발과</td></tr><tr><th>등록일</th><td>2024-03-04</td></tr></table>
<div class="view_cont">
<p>해온부는 농어촌 빈집 3천 동을 정비하는 ‘농어촌 빈집 정비 사업’에 올해 450억 원을 투입한다고 4일 밝혔다.</p>
<p>&nbsp;</p>
<ul><li>빈집 철거비는 한 동에 400만 원까지 지원한다.</li><li>고쳐 쓸 수 있는 집은 청년에게 빌려준다.</li></ul>
<p>장관은 “사람이 돌아오는 마을을 만들겠다”라고 말했다.</p></div></div>
<div class="satisfaction">이 페이지에서 제공하는 정보에 만족하십니까?</div></div>
<div id="footer">우)12345 해온시 정부로 1 <a href="/p">개인정보처리방침</a></div></div></body></html>"""


def test_the_article_of_a_news_page_is_read_without_menus_related_articles_and_copyright():
    content = read(NEWS.encode(), "news.html")
    assert content.text == ARTICLE


def test_title_author_date_paper_and_address_come_from_what_the_page_says_of_itself():
    about = read(NEWS.encode(), "news.html").metadata
    assert about.title == "해온시, 수소버스 120대 들인다"
    assert (about.author, about.date) == ("김해온 기자", "2024-05-31")
    assert (about.organization, about.url) == (
        "해온일보",
        "https://news.example.kr/articles/20240531001",
    )


def test_a_page_of_a_ministry_keeps_its_text_its_lists_and_its_department():
    text = read(BOARD.encode(), "board.html").text
    assert "450억 원을 투입한다고 4일 밝혔다.\n빈집 철거비는" in text
    assert "사람이 돌아오는 마을" in text
    for furniture in ("민원", "만족하십니까", "개인정보", "홈 >"):
        assert furniture not in text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (NEWS.replace("utf-8", "euc-kr").encode("cp949"), "cp949"),
        (NEWS.replace('<meta charset="utf-8">', "").encode("cp949"), "cp949"),
        (NEWS.replace("utf-8", "euc-kr").encode(), "utf-8"),
        (NEWS.replace("utf-8", "no-such-code").encode("cp949"), "cp949"),
        (NEWS.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + NEWS.encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_the_encoding_is_that_of_the_letters_whatever_the_page_says(data: bytes, encoding: str):
    content = read(data, "news.html")
    assert (content.text, content.encoding) == (ARTICLE, encoding)


def test_a_page_without_any_hint_is_read_whole():
    page = "<p>예산은 <b>30억</b> 원이다.<p>기간은 3년이다.<pre>가\n나</pre>"
    assert read(page.encode(), "p.html").text == "예산은 30억 원이다.\n기간은 3년이다.\n가\n나\n"


def test_tables_in_cells_of_tables_and_merged_cells_lose_nothing():
    page = """<table><tr><td colspan=2>사업 개요</td></tr>
    <tr><td>재원</td><td>비고<table><tr><td>국비</td><td>10억 원</td></tr><tr><td>지방비</td><td>5억 원</td></tr></table></td></tr></table>"""
    assert (
        read(page.encode(), "t.html").text
        == "사업 개요\n재원\t비고\n국비\t10억 원\n지방비\t5억 원\n"
    )


def test_the_caption_of_a_picture_is_a_line_and_the_day_of_a_page_may_stand_in_an_attribute():
    page = '<b>반도체에 5조원</b><span><img src="a.jpg"><em>회의를 주재하는 장관</em></span><i data-date-time="2024-05-23 11:02">오전</i>'
    content = read(page.encode(), "n.html")
    assert content.text == "반도체에 5조원\n회의를 주재하는 장관오전\n"
    assert content.metadata.date == "2024-05-23"


def test_deeply_nested_pages_are_read():
    page = "<div>" * 5000 + "예산 3억 원" + "</div>" * 5000
    assert read(page.encode(), "deep.html").text == "예산 3억 원\n"


def test_a_page_without_text_is_an_error():
    with pytest.raises(ReadingError, match=r"empty\.html: there is no text in it"):
        read(b"<html><body><img src=x></body></html>", "empty.html")
