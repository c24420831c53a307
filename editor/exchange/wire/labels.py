"""The words that label parts of wire copy, in the languages desks meet (`Tags:`, `READ:`, `By`,
`ENDS`, `Headline:`): found and cut off; what stands behind them is left to the caller."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from editor.exchange.wire.kinds import Kind

_DECORATION = r"[\s*_#/\[(<>|=»›▶►•·–—-]*"
_END_DECORATION = r"[\s*_#/\])<>|=:：.-]*"
LONGEST_LABELLED = 2000
"""Characters of a line that can still be more than a paragraph."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text cut in two: the label as it stands, and what it labels."""

    label: str
    rest: str


def _phrases(*phrases: str) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in ordered) + ")"


def _before_colon(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{_DECORATION}{phrases}[*_]*\s*[:：՝]+[*_]*\s*)", re.IGNORECASE)


def _alone(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"{_DECORATION}{phrases}{_END_DECORATION}", re.IGNORECASE)


_TAG = _phrases(
    "tags", "tag", "tagged", "topics", "topic", "keywords", "key words", "keyword", "filed under",
    "categories", "category", "subjects", "hashtags", "tags and topics", "related topics",
    "related tags", "in this article",
    "mots-clés", "mots clés", "étiquettes", "thèmes", "sujets", "rubriques",
    "schlagwörter", "schlagworte", "stichwörter", "stichworte", "themen",
    "etiquetas", "palabras clave", "palabras claves", "temas", "palavras-chave", "tópicos",
    "parole chiave", "argomenti", "trefwoorden", "onderwerpen",
    "теги", "метки", "ключевые слова", "темы", "թեգեր", "պիտակներ", "թեմաներ",
    "հիմնաբառեր", "بطاقات", "وسوم", "الوسوم", "كلمات مفتاحية", "الكلمات المفتاحية", "مواضيع",
    "टैग", "टैग्स", "विषय", "タグ", "キーワード", "标签", "关键词", "標籤", "etiketler",
    "태그", "키워드", "תגיות", "برچسب‌ها", "کلیدواژه‌ها", "ٹیگز", "แท็ก", "tagi", "taggar", "ämnen",
    "emner",

)  # fmt: skip
_RELATED = _phrases(
    "related", "related stories", "related story", "related articles", "related article",
    "related news", "related content", "related coverage", "related links", "related reading",
    "read more", "read also", "also read", "read next", "see also", "more on this story",
    "more on this", "more on this topic", "more stories", "more from us", "more coverage",
    "further reading", "you may also like", "recommended", "background reading", "earlier stories",
    "previous stories", "previous coverage", "in other news", "on this topic", "top stories",
    "à lire aussi", "a lire aussi", "lire aussi", "lire également", "à lire également",
    "sur le même sujet", "articles liés", "pour aller plus loin", "voir aussi",
    "lesen sie auch", "mehr zum thema", "zum thema", "auch interessant", "weitere artikel",
    "weiterlesen", "siehe auch", "lee también", "lea también", "te puede interesar",
    "le puede interesar", "noticias relacionadas", "más información", "ver también",
    "artículos relacionados", "leia também", "leia mais", "veja também", "notícias relacionadas",
    "leggi anche", "articoli correlati", "vedi anche", "lees ook", "lees meer",
    "читайте также", "по теме", "читать также", "материалы по теме",
    "կարդացեք նաև", "կարդացեք նաեւ", "տես նաև", "տե՛ս նաև", "առնչվող նյութեր",
    "اقرأ أيضا", "اقرأ أيضاً", "اقرأ المزيد", "مواضيع ذات صلة", "ذات صلة", "أخبار ذات صلة",
    "यह भी पढ़ें", "ये भी पढ़ें", "संबंधित खबरें", "संबंधित समाचार", "関連記事", "関連ニュース",
    "こちらも読む", "あわせて読みたい", "相关新闻", "相关阅读", "相關新聞", "延伸閱讀",
    "ilgili haberler", "관련기사", "관련 기사",
    "קראו גם", "بیشتر بخوانید", "یہ بھی پڑھیں", "ข่าวที่เกี่ยวข้อง", "อ่านเพิ่มเติม",
    "читайте також", "czytaj także", "czytaj też", "läs också", "läs mer", "læs også", "les også",
)  # fmt: skip
_READ = _phrases(
    "read", "more", "watch", "listen", "read this", "read the full story", "explained",
    "don't miss", "don’t miss", "must read", "lire", "lee", "leia", "lesen", "leggi", "lees",
    "читайте", "կարդացեք", "اقرأ", "पढ़ें",
)  # fmt: skip
_PULL_QUOTE = _phrases("pull quote", "pullquote", "pull-quote", "callout quote", "quote box")
_CAPTION = _phrases(
    "caption", "photo caption", "picture caption", "photo", "picture", "image", "foto", "bild",
    "photo credit", "légende", "bildunterschrift", "pie de foto", "фото", "լուսանկարը", "写真",
)  # fmt: skip
_HEAD_FIELDS: tuple[tuple[Kind, str], ...] = (
    (Kind.HEADLINE, _phrases("headline", "head", "hed", "hl", "title", "titre", "titel")),
    (Kind.STANDFIRST, _phrases("standfirst", "deck", "dek", "subhead", "subheadline", "subheading",
                               "sub-headline", "summary", "abstract", "chapô", "strap", "strapline",
                               "excerpt")),
    (Kind.BYLINE, _phrases("byline", "author", "authors", "reporter", "auteur", "autor")),
    (Kind.SLUGLINE, _phrases("slug", "slugline", "catchline")),
)  # fmt: skip
_BODY_LABEL = _alone(_phrases("body", "text", "story", "copy", "full text", "body text"))
_HEAD_LABELS = tuple((kind, _before_colon(phrases)) for kind, phrases in _HEAD_FIELDS)
_TAG_BEFORE, _TAG_ALONE = _before_colon(_TAG), _alone(_TAG)
_RELATED_BEFORE, _RELATED_ALONE = _before_colon(_RELATED), _alone(_RELATED)
_READ_BEFORE = _before_colon(_READ)
_READ_DASH = re.compile(
    rf"(?P<label>{_DECORATION}(?:READ|READ MORE|SEE ALSO|RELATED|ALSO READ|WATCH|LIRE AUSSI"
    r"|À LIRE AUSSI|LEE TAMBIÉN|LEIA TAMBÉM|LEGGI ANCHE)\s*(?:[-–—|>»]|>>)+\s*)"
)
_RELATED_STROKE = re.compile(
    rf"(?P<label>{_DECORATION}{_RELATED}\s*[|>»→]+\s*)(?=\S)", re.IGNORECASE
)
_PULL_QUOTE_BEFORE, _CAPTION_BEFORE = _before_colon(_PULL_QUOTE), _before_colon(_CAPTION)
_PULL_QUOTE_ALONE = _alone(_PULL_QUOTE)
_AUTHOR = re.compile(
    r"(?P<label>(?:By|BY|by|Par|PAR|Von|VON|Por|POR|Di|DI|di|Door|DOOR|Texto|A cura di|Text von"
    r"|Words by|Story by|Written by|От|(?:By|BY|Par|Von|Por):)\s+"
    r"|(?:Author|Autor|Auteur|Автор|लेखक|執筆)\s?[:：]\s*"
    r"|(?:Հեղինակ՝|بقلم|بقلم|文・|文＝)\s*)(?=\S)"
)
_END_MARK = re.compile(
    r"(?:[-–—/\s*(\[<#]*(?:ENDS?|Ends?|ends|-?30-?|ENDE|Ende|FIN|FINE|EINDE|КОНЕЦ|ՎԵՐՋ|Enditem"
    r"|(?i:end item)|TERMINE|終わり|了)"
    r"[-–—/\s*)\]>#.]*"
    r"|[-–—\s]*(?:30|0)\s*[-–—]+|#\s?#(?:\s?#)*|\*\s?\*(?:\s?\*)+|XXX+|-?oOo-?|∎|■"
    r"|[(\[*\s-]*(?:More follows|MORE FOLLOWS|more follows|More to follow|MORE TO FOLLOW|more to"
    r" follow"
    r"|MORE|\(more\)|mfl|mf|More to come|MORE TO COME|more to come|Suite suit|Folgt mehr|Mehr folgt"
    r"|Fin du message|à suivre|À suivre|END OF STORY|End of story|End of release|END OF RELEASE"
    r")[)\]*\s.…-]*)"
)
_BARE_THIRTY = re.compile(r"\d+|MORE")


def tag_label(text: str) -> Labelled | None:
    """`Tags: World, Northland` or `Topics` alone, cut in two."""
    return _cut(text, _TAG_BEFORE, _TAG_ALONE)


def related_label(text: str) -> Labelled | None:
    """`Related stories` or `More:` alone, or `See also: Words`, cut in two."""
    if len(text) <= 60 and (alone := _READ_BEFORE.fullmatch(text)) and _stands_out(alone["label"]):
        return Labelled(text, "")
    return _cut(text, _RELATED_BEFORE, _RELATED_ALONE)


def read_label(text: str) -> Labelled | None:
    """`READ: Words`, `More: Words`, `SEE ALSO - Words`, cut in two; never a label alone."""
    if len(text) > LONGEST_LABELLED:
        return None
    found = _RELATED_BEFORE.match(text) or _READ_DASH.match(text) or _RELATED_STROKE.match(text)
    if not found and (found := _READ_BEFORE.match(text)) and not _stands_out(found["label"]):
        return None
    if not found or found.end() >= len(text):
        return None
    return Labelled(found["label"], text[found.end() :])


def _stands_out(label: str) -> bool:
    """Whether a one-word label is written so that it can't be the first word of a sentence."""
    letters = "".join(each for each in label if each.isalpha())
    return letters.isupper() or letters.lower() == letters.upper() or letters[0].isupper()


def pull_quote_label(text: str) -> Labelled | None:
    return _cut(text, _PULL_QUOTE_BEFORE, _PULL_QUOTE_ALONE)


def caption_label(text: str) -> Labelled | None:
    """`Photo: Words` cut in two; never a label alone."""
    found = _CAPTION_BEFORE.match(text) if len(text) <= LONGEST_LABELLED else None
    return Labelled(found["label"], text[found.end() :]) if found else None


def author_label(text: str) -> Labelled | None:
    """`By Ana Velic` cut in two, whatever follows."""
    found = _AUTHOR.match(text) if len(text) <= LONGEST_LABELLED else None
    return Labelled(found["label"], text[found.end() :]) if found else None


def field_label(text: str) -> tuple[Kind, Labelled] | None:
    """`Headline: Words` and its like, cut in two, with what the words are said to be."""
    if len(text) > LONGEST_LABELLED:
        return None
    for kind, pattern in _HEAD_LABELS:
        found = pattern.match(text)
        if found and found.end() < len(text):
            return kind, Labelled(found["label"], text[found.end() :])
    return None


def is_body_label(text: str) -> bool:
    return len(text) < 20 and text.rstrip().endswith(":") and bool(_BODY_LABEL.fullmatch(text))


def is_end_mark(text: str) -> bool:
    """Whether the text is nothing but a sign that the copy ends, or goes on in another take."""
    if len(text) > 30 or not _END_MARK.fullmatch(text):
        return False
    return not _BARE_THIRTY.fullmatch(text)


def is_label(text: str) -> bool:
    """Whether the text is a label alone, for the lines below it."""
    if len(text) > 60:
        return False
    alone = (_TAG_ALONE, _RELATED_ALONE, _PULL_QUOTE_ALONE)
    return any(each.fullmatch(text) for each in alone) or is_body_label(text)


def opens_with_label(text: str) -> bool:
    """Whether the text starts a part of its own, so that it can't go on from the line above."""
    labels: Iterable[object] = (
        is_end_mark(text), tag_label(text), read_label(text), field_label(text),
        caption_label(text), is_label(text),
        text.startswith(("(Reporting", "(Editing", "(Writing", "Q:", "A:")),
    )  # fmt: skip
    return any(labels)


def _cut(text: str, before: re.Pattern[str], alone: re.Pattern[str]) -> Labelled | None:
    if len(text) > LONGEST_LABELLED:
        return None
    if len(text) <= 60 and alone.fullmatch(text):
        return Labelled(text, "")
    found = before.match(text)
    return Labelled(found["label"], text[found.end() :]) if found else None
