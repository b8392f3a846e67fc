"""User names: profile folders, labels, log-in messages, SIDs."""

from __future__ import annotations

import re

from collector.privacy.model import Kind
from collector.privacy.name import plain, skeleton
from collector.privacy.rules.view import (
    Answer,
    Edit,
    View,
    everyone_has,
    holds_token,
    is_placeholder,
    is_status,
    is_token,
    nothing,
    word_byte,
)

# A folder name; JSON escapes (\u0418) and XML entities (&apos;) are part of it.
_SEGMENT = re.compile(
    rb"(?:\\{1,2}u[0-9a-fA-F]{4}|\\'|&(?:apos|amp|#x?[0-9a-fA-F]{1,5});|%(?!5[Cc]|2[Ff])[0-9A-Fa-f]{2}"
    rb"|[^\\/:*?\"<>|\x00-\x1f%&;,])(?:\\{1,2}u[0-9a-fA-F]{4}|\\'|&(?:apos|amp|#x?[0-9a-fA-F]{1,5});"
    rb"|%(?!5[Cc]|2[Ff])[0-9A-Fa-f]{2}|[^\\/:*?\"<>|\x00-\x1f%&;,]|,(?=[A-Za-z])){0,99}"
)
_WHOLE = re.compile(rb"[\\/]|%5[Cc]|%2[Ff]")
_WORD_END = re.compile(rb"[ \t]+|%20(?![A-Z])")
_CAPITALS = re.compile(
    rb"[^ ]+(?: (?:[A-Z][A-Za-z.'-]*|[\xc3-\xdf][\x80-\xbf][^ ]*|\\u[0-9a-fA-F]{4}[^ ]*"
    rb"|(?:von|van|de|der|den|da|del|di|zu|la|le)\b)){0,3}"
)
_TRAILING = b" .)]}'!`#$"
_WEB = re.compile(rb"(?i)\bhttps?://[^ \t\"'<>]*\Z")
_FILE = re.compile(rb".+\.[A-Za-z][A-Za-z0-9]{1,3}(?![^ \"'])")
_ASKED = re.compile(rb"(?i)[\\/](?:media|crontabs)[\\/]")  # where not only people have folders
_NOT_A_NAME = re.compile(rb"[0-9]+|[.]{1,2}|\*|[#!$&+=~^]+.*")

_VALUE = re.compile(
    rb"(?P<quote>\\{0,3}[\"'])?(?P<domain>[^\\/\"'<>\x00-\x20:;,=|&]{1,63}\\{1,2})?"
    rb"(?P<name>(?:\\{1,2}u[0-9a-fA-F]{4}|[^\\/\"<>\x00-\x20:;,=|()\[\]{}&]){1,64})"
)
_LONG = re.compile(rb"[ \t]*([^\"<>\t\r\n|,;=:\\]{2,80}?)(?=[ \t]*(?:[\"<\r\n|;,]|\Z| {3}))")
_NEXT_WORD = re.compile(rb"(?:[ ._+-]|%20|\xc2\xa0)[^\\/\"<>\x00-\x20:;,=|()\[\]{}&.!?`]{1,40}")
_MOST_WORDS = 5
_LONG_LABELS = re.compile(rb"(?i)full[ _-]?name|registered|displayname")
_ACCOUNT_TYPES = re.compile(
    rb"(?i)(?:local|domain|user|users|group|groups|service|service account|machine|computer|session"
    rb"|account|name|interface|mode|input|data|defined|specified|cancel(?:l?ed)?|request(?:ed)?|type"
    rb"|administrators?|the|this|is|was|has|not|dialog|action|profile|id|password|login|logon|current"
    rb"|space|process|guid|sid|level|tty[0-9]*|unnamed|anonymous|any|all|admins|wheel|www-data|sshd"
    rb"|systemd[a-z-]*|messagebus|dwm-[0-9]+|umfd-[0-9]+|anonymous logon|lightdm|gdm|sddm|paragon"
    rb"|pam_[a-z0-9_]+|uid|localsystem|interactive|microsoft)"
)
_OF_WINDOWS = re.compile(  # domains of two words, which name parts of Windows; and a text of a file
    rb"(?i)\\{0,3}[\"']?(?:(?:nt (?:authority|service|virtual machine)"
    rb"|autorite nt|iis apppool|window manager|font driver host)\\{1,4}|\$\(@)"
)


def profile(view: View, start: int, end: int) -> Answer:
    r"""The folder after `\Users\` or `/home/` is a person's, and its name is learnt."""
    data = view.data
    end -= _of_a_letter(data, end)
    if data[start : start + 1] == b"/" and _WEB.search(view.before(start)):
        return nothing(end)
    segment = _SEGMENT.match(data, end)
    if segment is None:
        return nothing(end)
    stop = _name_end(view, start, end, segment.end())
    value = data[end:stop]
    if (
        not value
        or holds_token(value)
        or is_placeholder(value)
        or everyone_has(value)
        or _NOT_A_NAME.fullmatch(value)
        or _is_file_of_a_share(view, start, segment)
        or (_ASKED.match(data, start) and skeleton(plain(value)) not in view.known)
    ):
        return nothing(end)
    view.learn(plain(value))
    return stop, [(end, stop, Kind.USER, view.name(Kind.USER, value))]


def _is_file_of_a_share(view: View, start: int, segment: re.Match[bytes]) -> bool:
    r"""Whether the folder is a share: of `\\NAS\home\tax 2025.pdf` it is the file that follows."""
    if _WHOLE.match(view.data, segment.end()) or b"\\\\" not in view.before(start, 90):
        return False
    return b"home" in view.data[start : segment.start()].lower() and bool(_FILE.match(segment[0]))


def _of_a_letter(data: bytes, end: int) -> int:
    r"""How many of the backslashes before a name begin an escaped letter: the third of \\\u0418;
    the last two of six, where it was made JSON twice."""
    if not re.match(rb"u[0-9a-fA-F]{4}", data[end : end + 5]):
        return 0
    run = 0
    while run < 8 and data[end - 1 - run : end - run] == b"\\":
        run += 1
    return 2 if run == 6 else int(run % 2 == 1 and run > 1)


def _name_end(view: View, start: int, begin: int, end: int) -> int:
    """Where the name ends: at the next slash; else quotes, known names or capitals decide."""
    data = view.data
    value = data[begin:end]
    trimmed = value.rstrip(b" ")
    if _WHOLE.match(data, end) and trimmed == value and len(value) <= 64:
        return begin + _closed(view, start, value)
    if (closed := _closed(view, start, value)) < len(value):
        return begin + closed
    quote = data[end : end + 1]
    if quote == b'"' and data[max(0, start - 90) : start].rpartition(b'"')[1] and len(value) <= 40:
        return begin + len(trimmed.rstrip(b"\\"))
    if b"'" in value and (inside := view.before(start).count(b"'") % 2):
        value = value.split(b"'", inside)[0]
    if quote == b"<" and len(value) <= 40:
        return begin + len(trimmed)
    folded = plain(value).casefold()
    for length in sorted({m.start() for m in re.finditer(rb"[ )]|\Z", value)}, reverse=True):
        if length > 0 and plain(value[:length]).casefold() in view.known and folded:
            return begin + length
    capitals = _CAPITALS.match(value)
    piece = capitals[0] if capitals else value
    return begin + len(piece.rstrip(_TRAILING))


def _closed(view: View, start: int, value: bytes) -> int:
    """Where a bracket ends a name that was opened before the path: `[CWD=/home/anna] [TTY=…`."""
    for opening, closing in ((b"[", b"]"), (b"(", b")"), (b"{", b"}")):
        at = value.find(closing)
        if at > 0 and opening not in value[:at]:
            before = view.before(start)
            if before.count(opening) > before.count(closing):
                return at
    return len(value)


def label(view: View, start: int, end: int) -> Answer:
    r"""`user=…`, `TargetUserName'>…<`, `Owner: DOMAIN\…`: the value is a name."""
    data = view.data
    if data[end : end + 1] in (b"\n", b"\r", b"") or not begins_a_word(data, start):
        return nothing(end)
    if _not_an_element(data, start, end):
        return nothing(end)
    if _LONG_LABELS.match(data, start):
        return _long_value(view, end)
    return _account(view, end)


def begins_a_word(data: bytes, start: int) -> bool:
    """Whether a label begins here: `DefaultUserName` holds one, `superuser` does not."""
    if not word_byte(data, start - 1):
        return True
    if not 65 <= data[start] <= 90:
        return False
    before, after = data[start - 1], data[start + 1 : start + 2]
    return 97 <= before <= 122 or (65 <= before <= 90 and b"a" <= after <= b"z")  # or SAMUser


def column(view: View, start: int, end: int) -> Answer:
    """`Full Name            Anna Schmidt`, as `net user` prints it."""
    return _long_value(view, end)


def login(view: View, start: int, end: int) -> Answer:
    """`session opened for user anna`, `invalid user anna`, `for user 'anna'`."""
    if data_quote := view.data[end - 1 : end] in (b'"', b"'"):
        closing = view.data.find(view.data[end - 1 : end], end, end + 65)
        if closing < 0:
            return nothing(end)
    return _account(view, end - 1 if data_quote else end)


def _not_an_element(data: bytes, start: int, end: int) -> bool:
    """Whether a separator that is only `>` opens no element: `user > 5`, `</user>`."""
    if data[end - 1 : end] != b">" or data[end - 2 : end] == b"=>":
        return False
    if data[start - 1 : start] == b"/":
        return True
    return data.rfind(b"<", max(0, start - 80), start) <= data.rfind(
        b">", max(0, start - 80), start
    )


def _long_value(view: View, end: int) -> Answer:
    quoted = view.data[end : end + 1] == b'"'
    found = _LONG.match(view.data, end + quoted)
    if found is None or is_status(found[1]) or holds_token(found[1]) or everyone_has(found[1]):
        return nothing(end)
    begin, stop = found.span(1)
    view.learn(plain(found[1]))
    return stop, [(begin, stop, Kind.USER, view.name(Kind.USER, found[1]))]


def _account(view: View, end: int) -> Answer:
    if built_in := _OF_WINDOWS.match(view.data, end):
        return nothing(built_in.end())
    found = _VALUE.match(view.data, end)
    if found is None or view.data[found.end() : found.end() + 1] == b"=":
        return nothing(end)  # `ruser= rhost=`: the value is empty, the next label stands there
    edits: list[Edit] = []
    begin, stop = found.span("name")
    value = found["name"].rstrip(b".'!?`")
    quote = found["quote"]
    if quote and quote[-1:] == b"'" and (closing := view.data.find(b"'", begin, stop)) >= 0:
        value = view.data[begin:closing]
    elif quote and (closing := view.data.find(quote, begin, begin + 65)) >= 0:
        wide = view.data[begin:closing]
        value = wide if b"\\" not in wide and b"\n" not in wide else value
    value = _known_whole(view, begin, value)
    stop = begin + len(value)
    domain = (found["domain"] or b"").rstrip(b"\\")
    if view.data[stop : stop + 1] == b"@":  # anna@corp.example: a mail address, found as one
        return nothing(begin)
    if domain and everyone_has(domain):
        return nothing(stop)
    if domain and not is_token(domain) and domain != b".":
        where = found.start("domain")
        edits.append((where, where + len(domain), Kind.HOST, view.name(Kind.HOST, domain)))
    if not impersonal(value):
        edits.append((begin, stop, Kind.USER, view.name(Kind.USER, value)))
    if not edits:
        return nothing(max(end, begin))
    return edits[-1][1], edits


def _known_whole(view: View, begin: int, value: bytes) -> bytes:
    """A known name of several words that the first of them begins: `User: Anna Schmidt`."""
    found, end = value, begin + len(value)
    for _ in range(_MOST_WORDS - 1):
        more = _NEXT_WORD.match(view.data, end)
        if more is None:
            break
        end = more.end()
        if skeleton(plain(view.data[begin:end])) in view.known:
            found = view.data[begin:end]
    return found


def impersonal(value: bytes) -> bool:
    """Whether what stands where an account would is a state, a placeholder or everybody's."""
    return (
        not value
        or is_status(value)
        or is_placeholder(value)
        or holds_token(value)
        or everyone_has(value)
        or _ACCOUNT_TYPES.fullmatch(value) is not None
        or value[:6].upper() in (b"S-1-5-", b"S-1-12")
        or (value.endswith(b"$") and everyone_has(value[:-1]))
    )


def sid(view: View, start: int, end: int) -> Answer:
    """A SID of a machine or domain: the authority is named, the RID stays."""
    data = view.data
    if word_byte(data, start - 1) and data[start - 1 : start] not in (b"n", b"t", b"r", b"_"):
        return nothing(end)
    if data[start + 4 : start + 6] == b"12":  # an Azure AD account: all four numbers are the person
        rest = re.compile(rb"(?:-[0-9]{1,10})?").match(data, end)
        end = rest.end() if rest else end
    head = data.find(b"-", start + 4, end)
    head = data.find(b"-", head + 1, end) if data[start + 4 : start + 6] != b"12" else head + 2
    value = data[head + 1 : end]
    return end, [(head + 1, end, Kind.SID, view.namer.token(Kind.SID, value))]
