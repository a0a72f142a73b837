"""Lists of responsible bodies: "Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch và các cơ quan có liên quan".

A comma may stand inside a body's name, between two bodies, or inside a collective that
stays whole ("các Sở, ban, ngành"). What decides is the word behind it: a word that opens
a name begins the next body, unless the running name is a collective of the same kind. A
list ends at a word that cannot belong to a name (the register's ``ending`` words).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract import bodywords as words
from extract.areaseries import OPENS_SERIES, of_each_area, read_areas
from extract.text import UPPER
from ontology.vocabulary import phrase

_LONGEST_NAME = 60  # words; longer runs are prose, not names
_TOKEN = re.compile(r"[^\s,;:.()]+(?:\.(?=\w)[^\s,;:.()]+)*|[,;:.()]")
_SPACES = re.compile(r"\s+")
_AND = re.compile(r"\s*(?:(?:và|hoặc|cùng)\s+)?")


_PLACE = rf"[{UPPER}]\w*(?:\s[{UPPER}]\w*)*(?:\s-\s[{UPPER}]\w*(?:\s[{UPPER}]\w*)*)?"
_PLACES = re.compile(rf":\s+{_PLACE}\s*(?:,|và)\s*[{UPPER}]")  # "các tỉnh, thành phố: Hà Tĩnh, Huế …"


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of a list as named, and the offset where what follows the list begins.

    ``collective`` tells whether the last of them is a collective such as "các cơ quan".
    """

    names: tuple[str, ...]
    end: int
    collective: bool


def read_bodies(text: str, at: int = 0, *, bare: bool = False, whole: bool = False) -> Bodies | None:
    """The list of bodies that begins at ``at``; ``None`` where no body is named.

    The first must be a name, a post, or a noun with "các" before it; with ``bare``, as after
    "phối hợp với" or in a table's cell, a noun alone ("địa phương", "Sở, ban, ngành") will do.
    With ``whole`` the text is known to be nothing but the list, so that no verb ends it.
    """
    honorific = words.HONORIFIC.match(text, at)
    if honorific and phrase("head").match(text, honorific.end()):
        at = honorific.end()
    series = _read_series(text, at, whole) if _opens_series(text, at) else None
    if series:
        return series
    areas = read_areas(text, at)
    if areas:
        return _continued(text, list(areas.names), areas.end, whole)
    found = words.start().match(text, at)
    if not found or (found["generic"] and not bare and not (at == 0 and text[:1].isupper())):
        return None
    return _Run(text, found, whole).read()


def _opens_series(text: str, at: int) -> bool:
    """Whether bodies follow that are written out behind a colon: "Các Bộ: …", "Giám đốc: …"."""
    if ":" not in text:
        return False
    return bool(
        words.WRITTEN_OUT.match(text, at)
        or words.GROUPS.match(text, at)
        or words.posts_of_several().match(text, at)
    )


def _read_series(text: str, at: int, whole: bool) -> Bodies | None:
    spelled = words.WRITTEN_OUT.match(text, at)
    if spelled:
        return _members(text, spelled, whole)
    group = words.GROUPS.match(text, at)
    if group:
        return _of_group(text, group, whole)
    posts = words.posts_of_several().match(text, at)
    return _of_one_post(text, posts, whole) if posts else None


def _members(text: str, spelled: re.Match[str], whole: bool) -> Bodies | None:
    """ "Các Bộ: Quốc phòng, Công an" written out, one body for each field."""
    kind = " ".join(filter(None, (spelled["head"], spelled["kind"].capitalize())))
    names: list[str] = []
    at = end = spelled.end()
    while True:
        rest = text[at : at + 80].lower()
        field = next((field for field in words.fields() if rest.startswith(field.lower())), None)
        if field is None:
            break
        end = at + len(field)
        names.append(f"{kind} {text[at:end]}")
        joint = words.JOINT.match(text, end)
        if not joint:
            break
        at = joint.end()
    return _continued(text, names, end, whole) if names else None


def _of_group(text: str, group: re.Match[str], whole: bool) -> Bodies | None:
    """ "các Tập đoàn: Điện lực Việt Nam, Hóa chất Việt Nam" written out, up to the verb."""
    names: list[str] = []
    at = end = group.end()
    while text[at : at + 1].isupper() and not words.start().match(text, at):
        begin = at
        for token in _TOKEN.finditer(text, at, at + 120):
            if token.group() in (*",;:.()", "và") or phrase("ending").match(text, token.start()):
                break
            end = token.end()
        names.append(f"{group['group']} {_SPACES.sub(' ', text[begin:end])}")
        joint = words.JOINT.match(text, end)
        if not joint:
            break
        at = joint.end()
    return _continued(text, names, end, whole) if names else None


def _of_one_post(text: str, posts: re.Match[str], whole: bool) -> Bodies | None:
    """ "Giám đốc: Trung tâm A, Trung tâm B" written out; a name that brings its own post ends it."""
    bodies = read_bodies(text, posts.end(), whole=whole)
    if not bodies:
        return None
    names = list(bodies.names)
    for index, name in enumerate(names):
        if phrase("head", any_case=True).match(name) or words.ANYBODY.match(name):
            break
        names[index] = f"{posts['post']} {name}"
    return Bodies(tuple(names), bodies.end, bodies.collective)


def _continued(text: str, names: list[str], end: int, whole: bool) -> Bodies:
    """A list that goes on behind bodies written out."""
    joint = words.JOINT.match(text, end)
    more = read_bodies(text, joint.end(), whole=whole) if joint else None
    if more:
        return Bodies((*names, *more.names), more.end, more.collective)
    return Bodies(tuple(names), end, False)


class _Run:
    """One pass over the words of a list.

    ``begin`` and ``last`` bound the running name, of which the flags speak: whether it is a
    collective, of several areas, a plain noun, named for an activity.
    """

    begin: int
    last: int
    areas: bool
    collective: bool

    def __init__(self, text: str, first: re.Match[str], whole: bool) -> None:
        self.text = text
        self.whole = whole
        self.names: list[str] = []
        self.begin = self.last = first.start()
        self.collective = self.areas = self.bare = self.active = False
        self.rest: Bodies | None = None
        self._open(first)

    def read(self) -> Bodies | None:
        """Walk token by token until the list ends."""
        kept_words = phrase("name kept")
        at = self.last
        count = 0
        previous = self.text[self.begin : at]
        while count < _LONGEST_NAME:
            token = _TOKEN.search(self.text, at)
            if not token or (token.start() > at and "\n" in self.text[at : token.start()]):
                break
            word = token.group()
            if word == "(":
                closing = self.text.find(")", token.end(), token.end() + 300)
                if closing < 0:
                    break
                defines = words.DEFINES.match(self.text, token.start())
                if defines and words.JOINT.match(self.text, closing + 1):
                    step = self._behind_definition(closing + 1)
                    if step is None:
                        break
                    at = step
                    previous = self.text[self.begin : at].rsplit(None, 1)[-1]
                    continue
                at = self.last = closing + 1
                continue
            if word[0] == "“":
                closing = self.text.find("”", token.start(), token.start() + 150)
                if closing < 0:
                    break
                at = self.last = closing + 1
                previous = word
                continue
            if word in ",;" or word in ("và", "hoặc", "cùng") or word == "&":
                step = self._joint(token)
                if step is None:
                    break
                at = step
                previous = self.text[self.begin : at].rsplit(None, 1)[-1]
                continue
            if word == ":" and self.areas and _PLACES.match(self.text, token.start()):
                at = token.end()
                previous = word
                continue
            if word in ":.)":
                break
            if word[0] in OPENS_SERIES and self._of_areas(token):
                break
            # Words that look like an ending but stay in the name ("ngang bộ").
            kept = kept_words.match(self.text, token.start())
            if kept:
                at = self.last = kept.end()
                previous = word
                continue
            ending = self._ending(token)
            if ending:
                held = self._held(token, previous, ending)
                if held is None:
                    if self._to_the_end(token.start()):
                        self.last = len(self.text.rstrip(" .;:,"))
                    break
                at = self.last = held
                previous = self.text[token.start() : held].rsplit(None, 1)[-1]
                continue
            following = self._without_joint(token)
            if following:
                self._close()
                at = self._open(following)
            else:
                at = token.end()
            self.last = at
            count += 1
            previous = word
        self._close()
        if self.rest:
            names = of_each_area([*self.names, *self.rest.names])
            return Bodies(names, self.rest.end, self.rest.collective)
        if not self.names:
            return None
        return Bodies(of_each_area(self.names), self.last, self.collective)

    def _open(self, found: re.Match[str]) -> int:
        """Begin the next body with its opening words; the offset after them."""
        self.begin = found.start()
        self.last = found.end()
        self.areas = bool(words.of_areas().match(self.text, self.begin))
        self.active = False
        self.bare = found["generic"] is not None
        after = self.text[found.end() : found.end() + 2]
        self.collective = (
            (found["generic"] is not None and not after[1:].isupper())
            or (
                found["body"] is not None
                and after[:1] == ","
                and bool(phrase("generic").match(found["body"].lower()))
            )
            or found["quantified"] is not None
            or bool(phrase("quantifier", any_case=True).match(self.text, found.end() + 1))
            or bool(found["head"] and phrase("generic").match(self.text, found.end() + 1))
        )
        return self.last

    def _behind_definition(self, at: int) -> int | None:
        """Where to go on after "(sau đây viết tắt là …)", which belongs to no name; ``None`` at the end."""
        self._close()
        self.begin = self.last = at
        joint = words.JOINT.match(self.text, at)
        found = words.start().match(self.text, joint.end()) if joint else None
        return self._open(found) if found else None

    def _of_areas(self, token: re.Match[str]) -> bool:
        """Write out "UBND các xã: A, B"; after a ministry, which has no areas, they are bodies themselves."""
        areas = read_areas(self.text, token.start())
        if not areas:
            return False
        name = _SPACES.sub(" ", self.text[self.begin : self.last]).strip(" ,;:")
        if not words.ministry().match(name):
            names = [f"{name} {area}" for area in areas.names]
        else:
            self._close()
            names = list(areas.names)
        self.rest = _continued(self.text, names, areas.end, self.whole)
        self.begin = self.last = areas.end
        return True

    def _close(self) -> None:
        printed = self.text[self.begin : self.last]
        if "(" in printed:
            printed = words.DEFINES.sub("", printed)
        name = _SPACES.sub(" ", printed).strip(" ,;:")
        if name:
            self.names.append(name)

    def _joint(self, token: re.Match[str]) -> int | None:
        """Where to go on after "," ";" or "và": a new body is opened, the name goes on, or the list ends."""
        at = token.end()
        if words.DEFINES.match(self.text, at):
            return at  # "các xã, phường, (sau đây gọi chung là …)"
        skipped = _AND.match(self.text, at)
        assert skipped is not None
        at = skipped.end()
        if token.group() == "cùng" and not self.text.startswith(("với", "các"), at):
            return token.end()  # "cùng" before a verb is no part of the name
        honorific = words.HONORIFIC.match(self.text, at)
        if honorific and phrase("head").match(self.text, honorific.end()):
            at = honorific.end()
        if _opens_series(self.text, at) or read_areas(self.text, at):
            self.rest = read_bodies(self.text, at, whole=self.whole)
            return None
        found = words.start().match(self.text, at)
        if found and self._begins_next(found, token.group()):
            self._close()
            return self._open(found)
        if token.group() == ";":
            return None
        if phrase("quantifier", any_case=True).match(self.text, at) and not found:
            return None
        word = _TOKEN.match(self.text, at)
        if not word or self._ends(word, token.group()):
            return None
        named = self.text[self.begin : self.last]
        several = self.whole or self.collective or self.areas or self.active or " các " in named
        several = several or bool(words.political().fullmatch(named))
        several = several or (found is not None and found["generic"] == "cấp")  # "cấp tỉnh, cấp xã"
        if not (several or word.group()[:1].isupper() or word.group()[:1].isdigit()):
            return None
        self.last = word.end()
        return word.end()

    def _begins_next(self, found: re.Match[str], joint: str) -> bool:
        named = self.text[self.begin : self.last]
        if words.LEVELS.fullmatch(named) and words.BRANCHES.match(self.text, found.start()):
            return False
        if found["quantified"] or joint == ";":
            return True
        if words.head_of_powers().match(named):
            return found["body"] is not None  # "người đứng đầu cấp ủy, chính quyền, cơ quan, tổ chức"
        closing = words.CLOSING_COLLECTIVE.match(self.text, found.start())
        if closing and phrase("head", any_case=True).match(named):
            return True
        area = phrase("area").match(self.text, found.start())
        if found["generic"] and not area and words.GOVERNMENT_OF_A_PLACE.match(named):
            return True
        if self.bare and words.own_kind().match(self.text, found.start()):
            return True
        if phrase("own kind in any").match(self.text, found.start()):
            return True
        if found["head"] and words.political().fullmatch(self.text[self.begin : self.last]):
            return not words.political().fullmatch(found["head"])  # "cấp ủy, chính quyền thành phố" is one
        if found["generic"]:
            if found["generic"] == "cấp":
                return False  # "Ủy ban Mặt trận Tổ quốc cấp tỉnh, cấp xã"
            if found["generic"][:1].isupper():
                return False  # "Lao động - Thương binh và Xã hội"
            if phrase("area").match(self.text, found.start()) and self._ends_in_area():
                return False
            several = self.collective or " các " in self.text[self.begin : self.last]
            return self.areas or not several
        if found["body"] and self.collective:
            # "Các Sở, Ban, ngành": a bare word between commas goes on with the collective.
            after = self.text[found.end() : found.end() + 2]
            return not (after[:1] in (",", ";", "") or after.startswith(" v"))
        return True

    def _ends_in_area(self) -> bool:
        last = self.text[self.begin : self.last].rsplit(None, 2)[-2:]
        return any(phrase("area").fullmatch(pair) for pair in (" ".join(last), last[-1]))

    def _ends(self, token: re.Match[str], previous: str) -> bool:
        ending = self._ending(token)
        return ending is not None and self._held(token, previous, ending) is None

    def _ending(self, token: re.Match[str]) -> re.Match[str] | None:
        """The word at ``token`` that ends a list, unless the text is nothing but the list."""
        return None if self.whole else phrase("ending").match(self.text, token.start())

    def _held(self, token: re.Match[str], previous: str, ending: re.Match[str]) -> int | None:
        """The end of an ending word that belongs to the name after all ("Ban chỉ đạo", "Xúc tiến đầu tư")."""
        at = token.start()
        if token.group() == "tổ" and previous in (",", "các", "và", "những"):
            return token.end()
        before = self.text[self.begin : at].rstrip()
        kept = words.kept_length(self.text, at, before)
        if kept:
            return at + kept
        if words.activity().fullmatch(ending.group()) and words.named_activity().search(before):
            self.active = True
            return ending.end()
        return None

    def _to_the_end(self, at: int) -> bool:
        """Whether the list is all of the text and only a short qualification is left ("theo quy định")."""
        rest = self.text[at : at + 80].strip(" .;:,")
        return (rest.startswith("từ ") and " đến " in rest and len(rest) < 60) or rest == "theo quy định"

    def _without_joint(self, token: re.Match[str]) -> re.Match[str] | None:
        """In a table cell the line break between two bodies is lost: "UBND xã, phường Sở Tài chính"."""
        at = token.start()
        if not token.group()[:1].isupper() or not self.text[at - 2 : at - 1].islower():
            return None
        if token.group() == "Các":
            return words.start().match(self.text, at)
        if phrase("head", any_case=True).match(self.text, self.begin):
            return None
        before = self.text[self.begin : self.last].rsplit(None, 1)[-1]
        several = self.collective or self.areas
        opens = several and token.group() in ("Sở", "UBND") and phrase("generic").fullmatch(before)
        return words.start().match(self.text, at) if opens else None
