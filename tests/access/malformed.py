"""What no browser sends: addresses, questions, headers and bodies that mean nothing or mean harm."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple
from uuid import uuid4

from tests import files, workbooks

LOG = "/hotspots/TST-01/actions/S1/log/"
ATTACH = "/hotspots/TST-01/actions/S1/attach/"
PASTE = "/hotspots/TST-01/plan/paste/"
MOVE = "/hotspots/TST-01/plan/move/S1/"
OUTLINE = "/hotspots/TST-01/perimeters/draw/"
FORM, BORDER = "application/x-www-form-urlencoded", "b0rder"
PARTS = f"multipart/form-data; boundary={BORDER}"
DEEP = 100_000


class Case(NamedTuple):
    """One request, as the web server would hand it over: the address in bytes, headers by their names in the environment."""

    title: str
    path: bytes
    method: str = "GET"
    query: bytes = b""
    body: bytes | Callable[[], bytes] = b""
    kind: str = FORM
    headers: dict[str, str] = {}  # never written
    who: str = "police"


def all_cases() -> list[Case]:
    """Every case, in families."""
    return [*_addresses(), *_questions(), *_headers(), *_bodies(), *_multiparts(), *_values(), *_outlines(), *_files(), *_sheets()]


def _addresses() -> Iterator[Case]:
    odd = (
        b"//", b"///evil.example/", b"/\\evil.example", b"/.", b"/..", b"/../../etc/passwd", b"/static/../../taskforce/settings.py", b"/static/..\\..\\x", b"/static/%2e%2e/x",
        b"/static//etc/passwd", b"/static/", b"/static/\0", b"/static/taskforce", b"/static/taskforce/taskforce.css/", b"/static/" + b"a" * 5000, b"/\0", b"/hotspots/\0/", b"/hotspots/TST-01\0/",
        b"/hotspots/\xff/", b"/hotspots/\xed\xa0\x80/", b"/hotspots/\xc0\xaf/", b"/hotspots/\xe2\x80\xae/", b"/hotspots/" + b"x" * 8000 + b"/", b"/hotspots/;/", b"/hotspots/TST-01;a=b/",
        b"/hotspots/TST-01/plan/v99999999999999999999/", b"/hotspots/TST-01/plan/v-1/", b"/hotspots/TST-01/plan/v1e3/", b"/hotspots/TST-01/plan/v\xd9\xa1/", b"/seats/0x1/end/", b"/evidence/1.0/",
        b"/evidence/99999999999999999999999/", b"/evidence/1/../2/", b"/evidence/1%00/", b"/history/a.b.c/1/", b"/history/../1/", b"/history/actions.entry/\xe2\x91\xa0/", b"/history/x/1/", b"/history/./1/",
        b"/reports/\r\nX: y/", b"/reports/%0d%0aX/", b"/reports/{{7*7}}/", b"/reports/${7*7}/", b"/.git/config", b"/.env", b"/admin/", b"/HOTSPOTS/", b"", b"*", b"http://evil.example/", b"/join/" + b"\xf0\x9f\x92\xa9" * 500 + b"/",
        b"/" + b"a/" * 3000, b"/hotspots/<script>alert(1)</script>/",
    )  # fmt: skip
    yield from (Case(f"address {one[:40]!r}", one) for one in odd)
    yield from (
        Case(f"method {method[:20]!r}", b"/hotspots/TST-01/plan/", method)
        for method in ("TRACE", "CONNECT", "PROPFIND", "get", "G" * 500, "", "\x00")
    )


def _questions() -> Iterator[Case]:
    odd = (
        b"%", b"%zz", b"%00", b"on=%00", b"on=%ff%fe", b"on=%ed%a0%80", b"on=2024-02-30", b"on=99999-01-01", b"on=" + b"9" * 9000, b"on[]=1&on[a][b]=2", b"&" * 5000, b"=" * 5000, b"on=1&" * 1000,
        b"a=1&" * 5000, b"on;on;on", b"before=" + b"." * 5000, b"before=2024-01-01." + b"9" * 5000, b"before=9999-12-31.1e400", b"before=NaN.NaN", b"axis=security&axis=%00", b"next=//evil.example", b"page=-1&page=1e400",
        b"\xff\xfe\xfd", b"on=\xc3\x28", b"csrfmiddlewaretoken=x", b"_method=DELETE", b"__proto__[x]=1", b"on=${jndi:ldap://127.0.0.1/}", b"on={{7*7}}",
    )  # fmt: skip
    for path in (b"/hotspots/", b"/hotspots/TST-01/entries/", b"/search/"):
        yield from (Case(f"question {one[:30]!r} on {path.decode()}", path, query=one) for one in odd)
    sought = (
        b"", b"%00", b"%ff%fe", b"%ed%a0%80", b"%25%5f%5c", b"(((((", b"[a-", b"a{9999999}", b"(a%2B)%2B%24", b"\\", b"*", b".%2A", b"^%24", b"***%3Aaa", b"(%3F%3Ae)", b"%E2%80%AE%E2%80%8B", b"a%20" * 60, b"a" * 100, b"z" * 9000,
        b"%E1%BA%BF" * 100, b"e%CC%81" * 50, b"%F0%9F%91%A8" * 20, b"oe" * 50, b"ss" * 50, b"' OR 1=1 --", b"{{7*7}}", b"${jndi:ldap://127.0.0.1/}", b"<script>", b"x&q=yy&q[]=zz", b"12345678901234567890", b"TST-01%0d%0aX:%20y", b"//evil.example",
    )  # fmt: skip
    yield from (Case(f"question to the search {one[:40]!r} of {len(one)}", b"/search/", query=b"q=" + one) for one in sought)
    yield from (
        Case(f"question to one kind {one!r}", b"/search/", query=b"q=contacts&kind=" + one)
        for one in (b"", b"%00", b"__class__", b"people", b"x" * 500)
    )
    tokens = (b"", b".", b"a" * 4000, b"\xff\xfe", b"%00", b"..%2F..", b"\0", b"\xf0\x9f\x92\xa9" * 200)
    yield from (Case(f"question for a calendar {one[:20]!r}", b"/calendar/" + one + b".ics", who="") for one in tokens)


def _headers() -> Iterator[Case]:
    odd = {
        "HTTP_COOKIE": (
            "", ";", "=", "session", "session=", "session=\0", "session=" + "a" * 8000, "session=../../etc/passwd", "session=%00", 'session="unclosed', "session=a; session=b", "csrf=<script>",
            "messages=W1siX19qc29uX21lc3NhZ2UiLDAsMjUsIngiXV0:x:y", "messages=" + "[" * 5000, "django_language=../../x", "django_language=" + "x" * 5000, "\xff\xfe=\xff", "a=b; " * 3000, "$Version=1; session=x",
        ),
        "HTTP_ACCEPT_LANGUAGE": ("", "*", "x" * 9000, "fr;q=1e400", "fr;q=NaN", "fr;q=-1", ",".join(["fr"] * 3000), "../../x", "\0", "\xff", "zh-Hant-" * 500, "fr;q=0.9;q=0.8", "en-" + "a" * 600, "i-klingon"),
        "HTTP_HOST": ("", "evil.example", "testserver:99999999", "testserver:abc", "testserver\0", "[::1", "[::1]:x", "test server", "testserver,evil.example", "testserver@evil.example", "\xff", "a" * 5000, "..", "TESTSERVER.", "xn--\0"),
        "HTTP_RANGE": ("bytes=0-0", "bytes=-1", "bytes=" + "0-1," * 3000, "bytes=9-1", "bytes=" + "9" * 500, "lines=1", "bytes=\0"),
        "HTTP_IF_MODIFIED_SINCE": ("yesterday", "Thu, 99 Foo 9999 99:99:99 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "x" * 5000, "\0"),
        "HTTP_IF_NONE_MATCH": ("*", '"' * 3000, 'W/"x"', "\0", "x" * 5000),
        "HTTP_ACCEPT_ENCODING": ("br;q=1e400", "gzip," * 3000, "\0", "identity;q=0, *;q=0"),
        "HTTP_X_HTTP_METHOD_OVERRIDE": ("DELETE", "PUT", "\0"),
        "HTTP_X_FORWARDED_FOR": ("\0", "a," * 3000, "::1"),
        "HTTP_X_FORWARDED_HOST": ("evil.example", "\0"),
        "HTTP_X_FORWARDED_PROTO": ("https", "javascript", "\0"),
        "HTTP_REFERER": ("javascript:alert(1)", "\0", "x" * 9000),
        "HTTP_ORIGIN": ("null", "https://evil.example", "\0"),
        "HTTP_AUTHORIZATION": ("Basic \0", "Bearer " + "x" * 9000, "Basic %%%"),
        "HTTP_X_REQUEST_ID": ("\r\nX: y", "x" * 9000),
        "HTTP_SEC_FETCH_SITE": ("cross-site",),
        "CONTENT_LENGTH": ("", "-1", "abc", "1e3", " 5", "0x10", "9" * 400, "\u0665"),
        "CONTENT_TYPE": ("", ";", "text/html; charset=utf-7", "x" * 9000, "multipart/form-data"),
    }  # fmt: skip
    for name, values in odd.items():
        yield from (Case(f"{name} {value[:30]!r}", b"/hotspots/", headers={name: value}) for value in values)


def _bodies() -> Iterator[Case]:
    odd: tuple[tuple[str, str, bytes], ...] = (
        ("nothing", FORM, b""), ("no pairs", FORM, b"&&&&"), ("a NUL", FORM, b"note=%00&day=2024-11-01"), ("a raw NUL", FORM, b"note=\0"), ("half an escape", FORM, b"note=%"), ("no UTF-8", FORM, b"note=\xff\xfe"),
        ("a lone surrogate", FORM, b"note=%ED%A0%80"), ("an overlong slash", FORM, b"note=%C0%AF"), ("UTF-7", f"{FORM}; charset=utf-7", b"note=+ADw-script+AD4-"), ("UTF-16", f"{FORM}; charset=utf-16", "note=x".encode("utf-16")),
        ("no such charset", f"{FORM}; charset=nothing", b"note=x"), ("a charset that is a path", f"{FORM}; charset=../../x", b"note=x"), ("rot13", f"{FORM}; charset=rot13", b"abgr=k"), ("zip as charset", f"{FORM}; charset=zip", b"note=x"),
        ("idna", f"{FORM}; charset=idna", b"note=x"), ("JSON", "application/json", b'{"note": "x"}'), ("deep JSON", "application/json", b"[" * DEEP), ("XML", "text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        ("a billion laughs", "application/xml", b"<!DOCTYPE l [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><l>&b;</l>"), ("pickle", "application/x-python-serialize", b"cos\nsystem\n(S'id'\ntR."), ("plain text", "text/plain", b"note=x"), ("no kind", "", b"note=x"),
        ("1000 times one key", FORM, b"note=x&" * 999), ("too many keys", FORM, b"&".join(b"f%d=" % one for one in range(2000))), ("a megabyte", FORM, b"note=" + b"x" * 1_000_000), ("too much", FORM, b"note=" + b"x" * 1_100_000),
        ("a deep key", FORM, b"a" + b"[b]" * 20_000 + b"=1"), ("a long key", FORM, b"k" * 500_000 + b"=1"), ("colliding keys", FORM, b"&".join(b"%c%c=1" % (65 + one % 26, 97 + one // 26) for one in range(600))),
        ("a method", FORM, b"_method=DELETE&note=x"), ("a semicolon", FORM, b"note=x;day=2024-11-01"), ("other keys", FORM, b"workspace=2&pk=1&id=1&state=done&organisation=1"), ("line ends", FORM, b"note=a%0d%0aSet-Cookie:%20x=1"),
    )  # fmt: skip
    yield from (Case(f"body with {title}", LOG.encode(), "POST", body=body, kind=kind) for title, kind, body in odd)
    yield from (
        Case(f"at the door, body with {title}", b"/sign-in/", "POST", body=body, kind=kind, who="") for title, kind, body in odd[:16]
    )


def _part(disposition: str, content: bytes = b"x", more: str = "") -> bytes:
    return f"--{BORDER}\r\nContent-Disposition: {disposition}\r\n{more}\r\n".encode("utf-8", "surrogateescape") + content + b"\r\n"


def _multiparts() -> Iterator[Case]:
    end = f"--{BORDER}--\r\n".encode()
    file = 'form-data; name="file"; filename="{}"'
    odd: tuple[tuple[str, str, bytes], ...] = (
        ("nothing", PARTS, b""), ("only its end", PARTS, end), ("no end", PARTS, _part(file.format("a.pdf"))), ("another border", PARTS, _part(file.format("a.pdf")).replace(BORDER.encode(), b"other") + end),
        ("no border", "multipart/form-data", _part(file.format("a.pdf")) + end), ("an empty border", "multipart/form-data; boundary=", end), ("a long border", f"multipart/form-data; boundary={'b' * 500}", end), ("a border of bytes", "multipart/form-data; boundary=\xff\xfe", end),
        ("mixed kinds", f"multipart/mixed; boundary={BORDER}", _part(file.format("a.pdf")) + end), ("a part in a part", PARTS, _part(file.format("a"), b"x", f"Content-Type: multipart/mixed; boundary={BORDER}\r\n") + end),
        ("no name", PARTS, _part('form-data; filename="a.pdf"') + end), ("an empty name", PARTS, _part('form-data; name=""') + end), ("no disposition", PARTS, f"--{BORDER}\r\n\r\nx\r\n".encode() + end), ("an odd disposition", PARTS, _part("attachment; name=file") + end),
        ("a name that leads up", PARTS, _part(file.format("../../../etc/passwd"), files.a_pdf()) + end), ("a name of another system", PARTS, _part(file.format("C:\\\\x\\\\CON"), files.a_pdf()) + end), ("a name with a NUL", PARTS, _part(file.format("a\0.pdf"), files.a_pdf()) + end),
        ("a name of bytes", PARTS, _part(file.format("\udcff\udcfe.pdf"), files.a_pdf()) + end), ("a name that turns round", PARTS, _part(file.format("\u202efdp.exe"), files.a_pdf()) + end), ("a long name", PARTS, _part(file.format("n" * 5000), files.a_pdf()) + end),
        ("an encoded name", PARTS, _part("form-data; name=file; filename*=utf-7''+AC4ALg-") ), ("an odd encoding of a name", PARTS, _part("form-data; name=file; filename*=nothing''%ff") + end), ("half an encoded name", PARTS, _part("form-data; name=file; filename*=utf-8") + end),
        ("base64 that is none", PARTS, _part('form-data; name="title"', b"%%%", "Content-Transfer-Encoding: base64\r\n") + end), ("an odd length", PARTS, _part(file.format("a.pdf"), b"x", "Content-Length: abc\r\n") + end), ("a charset of its own", PARTS, _part('form-data; name="title"', b"\xff", "Content-Type: text/plain; charset=utf-7\r\n") + end),
        ("a long header", PARTS, _part(file.format("a.pdf"), b"x", "X: " + "y" * 50_000 + "\r\n") + end), ("many headers", PARTS, _part(file.format("a.pdf"), b"x", "X: y\r\n" * 5000) + end), ("many parts", PARTS, _part('form-data; name="a"') * 1500 + end),
        ("many files", PARTS, b"".join(_part(f'form-data; name="f{one}"; filename="f{one}"') for one in range(50)) + end), ("the file as words", PARTS, _part('form-data; name="file"') + end), ("words as a file", PARTS, _part('form-data; name="title"; filename="t"') + end), ("two files of one name", PARTS, _part(file.format("a.pdf")) * 2 + end),
        ("a key of files as a form", FORM, b"file=x&title=y"), ("words without a NUL too few", PARTS, _part('form-data; name="title"', b"a\0b") + end), ("words that are no text", PARTS, _part('form-data; name="title"', b"\xff\xfe") + end),
    )  # fmt: skip
    yield from (Case(f"parts with {title}", ATTACH.encode(), "POST", body=body, kind=kind) for title, kind, body in odd)
    yield from (
        Case(f"outline in parts with {title}", OUTLINE.encode(), "POST", body=body, kind=kind, who="head") for title, kind, body in odd[:8]
    )


def _values() -> Iterator[Case]:
    numbers = (
        "1" + "0" * 30,
        "1e400",
        "-1e400",
        "1e-400",
        "NaN",
        "sNaN",
        "Infinity",
        "-0",
        "0x10",
        "1_000",
        "\u0661",
        "1,5,5",
        "9" * 5000,
        "1e999999999",
        "--1",
        " ",
        "\0",
        "\ufeff1",
        "½",
    )
    for value in numbers:
        yield Case(
            f"number {value[:20]!r}",
            LOG.encode(),
            "POST",
            body=_form(day="2024-11-01", tier="workspace", value_drugs=value),
        )
    days = ("2024-02-30", "0000-00-00", "99999-01-01", "-1", "\u0662\u0660\u0662\u0664-01-01", "2024-11-01T00:00", "1e9", "\0", "9" * 5000)
    yield from (Case(f"day {value[:20]!r}", LOG.encode(), "POST", body=_form(day=value, tier="workspace", note="x")) for value in days)
    words = (
        "\ud800",
        "\udfff\ud800",
        "\u202e\u2066\u2069",
        "\ufeff",
        "\ufffe\uffff",
        "e" + "\u0301" * 5000,
        "\U000e0001\U000e007f",
        "\x1b[2J",
        "\u2028\u2029",
        "\x85",
        "ﷺ" * 1000,
        "%s%n%x",
        "{0.__class__}",
        "👨‍👩‍👧" * 300,
    )
    for value in words:
        yield Case(f"words {value[:10]!r}", LOG.encode(), "POST", body=_form(day="2024-11-01", tier="workspace", note=value))
    for value in ("x", "0" * 32, "{00000000-0000-0000-0000-000000000000}", "\0", "9" * 5000):
        yield Case(f"key {value[:20]!r}", LOG.encode(), "POST", body=_form(day="2024-11-01", tier="workspace", note="x", client_key=value))


def _form(**given: str) -> bytes:
    from urllib.parse import urlencode

    plain = {"client_key": str(uuid4()), "unit_drugs": "kg", "qualifier_drugs": "exact", **given}
    return urlencode({name: value.encode("utf-8", "surrogatepass") for name, value in plain.items()}).encode()


def _outlines() -> Iterator[Case]:
    ring = [[4.34, 50.85], [4.35, 50.85], [4.35, 50.86], [4.34, 50.85]]
    odd = (
        "[" * DEEP, '{"a":' * DEEP, '{"type":"Polygon","coordinates":' + "[" * DEEP, "{", "null", "true", "1e400", "NaN", '"x"', "[]", "{}", '{"type":"Polygon"}', '{"type":null}', '{"type":[]}', '{"type":{}}', '{"type":"GeometryCollection","geometries":[]}',
        '{"type":"Polygon","coordinates":null}', '{"type":"Polygon","coordinates":[[]]}', '{"type":"Polygon","coordinates":[[[]]]}', '{"type":"Polygon","coordinates":[[null]]}', '{"type":"Polygon","coordinates":[["a"]]}', '{"type":"Polygon","coordinates":{"a":1}}',
        json.dumps({"type": "Polygon", "coordinates": [[["4", "50"]] * 4]}), '{"type":"Polygon","coordinates":[[[1e400,1],[2,2],[3,3],[1e400,1]]]}', '{"type":"Polygon","coordinates":[[[NaN,1],[2,2],[3,3],[NaN,1]]]}', '{"type":"Polygon","coordinates":[[[-Infinity,1],[2,2],[3,3],[-Infinity,1]]]}',
        json.dumps({"type": "Polygon", "coordinates": [[[10**30, 10**30], [1, 1], [2, 2], [10**30, 10**30]]]}), json.dumps({"type": "Polygon", "coordinates": [[[4.3, 50.8]] * 5]}), json.dumps({"type": "Polygon", "coordinates": [[[True, False]] * 4]}), json.dumps({"type": "Polygon", "coordinates": [ring] * 500}),
        json.dumps({"type": "Polygon", "coordinates": [[[4.34 + one % 7 * 1e-4, 50.85 + one % 5 * 1e-4] for one in range(2001)] + [[4.34, 50.85]]]}), json.dumps({"type": "MultiPolygon", "coordinates": [[ring]] * 600}), json.dumps({"type": "Polygon", "coordinates": [[*ring[:3], [4.3401, 50.85]]]}),
        json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None}]}), json.dumps({"type": "FeatureCollection", "features": "x"}), json.dumps({"type": "Feature", "geometry": {"type": "Feature"}}), '{"type":"Polygon","type":"Point","coordinates":[]}', '{"type":"Polygon","coordinates":' + "9" * 5000 + "}",
        '{"crs":{"type":"link","properties":{"href":"http://127.0.0.1:9/"}},"type":"Polygon","coordinates":[]}', "\ufeff{}", "{}\0", "<kml/>", "x" * 300_000,
    )  # fmt: skip
    for number, value in enumerate(odd):
        body = _form(outline=value, since="2024-11-01", decision="D")
        yield Case(f"outline {number}: {value[:30]!r}", OUTLINE.encode(), "POST", body=body, who="head")


def _files() -> Iterator[Case]:
    made: dict[str, Callable[[], bytes]] = {
        "a pixel bomb": files.a_pixel_bomb, "a text bomb": files.a_text_bomb, "a stream bomb": files.a_stream_bomb, "a hostile document": files.a_hostile_pdf, "a locked document": files.a_locked_pdf, "a living form": files.a_living_form,
        "half a document": lambda: files.a_pdf()[:150], "a document of nothing": lambda: b"%PDF-", "a document in knots": lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 9999999>>endobj\ntrailer<</Root 1 0 R>>\n", "a deep document": lambda: b"%PDF-1.4\n1 0 obj" + b"[" * DEEP + b"endobj",
        "a page that is itself": lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\ntrailer<</Root 1 0 R>>\n", "a document and a page of HTML": lambda: b"<script>alert(1)</script>" + files.a_pdf(), "a drawing called PNG": lambda: b"\x89PNG\r\n\x1a\n<svg/>",
        "a drawing": lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a packed drawing": lambda: b"\x1f\x8b" + bytes(50), "a picture and an archive": lambda: files.a_picture("PNG") + b"PK\x03\x04" + bytes(100), "a picture and a page": lambda: files.a_photo() + b"<script>alert(1)</script>",
        "half a picture": lambda: files.a_photo()[:-50], "a picture of nothing": lambda: b"\xff\xd8\xff", "a moving picture": lambda: files.a_moving_picture("WEBP"), "RIFF of another kind": lambda: b"RIFF\xff\xff\xff\xffWAVEfmt ", "WebP that lies about its size": lambda: b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff" + bytes(50),
        "a picture without a size": lambda: files.a_pixel_bomb(0), "a wide picture": lambda: files.a_pixel_bomb(2_000_000_000), "a TIFF called JPEG": lambda: b"II*\0" + bytes(100), "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "eleven megabytes": lambda: b"\xff\xd8\xff" + bytes(11_000_000), "much more": lambda: bytes(13_000_000),
    }  # fmt: skip
    for title, contents in made.items():
        yield Case(f"file: {title}", ATTACH.encode(), "POST", body=_sent(contents), kind=PARTS)


def _sheets() -> Iterator[Case]:
    for title, (contents, _words) in workbooks.HOSTILE.items():
        yield Case(f"sheet: {title}", PASTE.encode(), "POST", body=_sent(contents), kind=PARTS)
    rows = (
        "\t" * 5000, '"' * 5001, "a\tb\n" * 5000, "Axis\tTitle\n\ud800", "Axis\tTitle\tLead\nsecurity\t=cmd|x\tPOLICE", "Target 1\tMeasure 1\n" + "9" * 5000 + "\tdrugs", "Start\tDue\n99/99/9999\t0000-00-00",
        "Code\tTitle\nS1\t" + "x" * 100_000, "Axis\tAxis\tAxis\nsecurity\tsecurity\tx", "\ufeffAxis\tTitle", "Target 1\tTitle\nNaN\tx", "Target 1\tTitle\n1e999999\tx", "Title\tLead\n\u202e\tPOLICE",
    )  # fmt: skip
    for number, value in enumerate(rows):
        body = _form(
            rows=value.encode("utf-8", "replace").decode(),
            fix_999_99="x",
            fix_1_1="\t\n",
            do="import",
            read="x",
            shown="x",
        )
        yield Case(f"rows {number}: {value[:20]!r}", PASTE.encode(), "POST", body=body)
    for step in ("", "late", "block", "fly", "\0", "x" * 5000):
        yield Case(f"step {step[:10]!r}", MOVE.encode(), "POST", body=_form(step=step))
    for asked in (b"view=%00", b"state=%00&late=%ff", b"as=exe", b"as=csv&part=%00", b"lead=" + b"x" * 5000, b"as=xlsx&horizon=x"):
        yield Case(f"board {asked[:20]!r}", b"/hotspots/TST-01/plan/", query=asked)
    for at in ("//evil.example/", "javascript:alert(1)", "/hotspots/?" + "a" * 5000, "\0", "http://[", "/" * 5000):
        yield Case(f"filter {at[:20]!r}", b"/filters/keep/", "POST", body=_form(name="X", at=at))


def _sent(contents: Callable[[], bytes]) -> Callable[[], bytes]:
    def body() -> bytes:
        fields = {"tier": "workspace", "client_key": str(uuid4()), "title": "T"}
        words = b"".join(_part(f'form-data; name="{name}"', value.encode()) for name, value in fields.items())
        return words + _part('form-data; name="file"; filename="a.pdf"', contents()) + f"--{BORDER}--\r\n".encode()

    return body
