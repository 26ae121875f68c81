"""A hundred strings that become scripts where a page forgets to escape; each would call ``__hit`` with its number, or ask ``/x5s`` for something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# Addresses, digests and passwords: not words, and checked by themselves. What a code may be is tested in test_attacks.
NO_WORDS = {"code", "reference", "digest", "sha256", "email", "password", "language", "version", "content_type", "salt"}
RAW = (
    # text of HTML
    "<script>HIT</script>", "<SCRIPT SRC=//127.0.0.1:9/x5s></SCRIPT>", "<img src=x5s onerror=HIT>", "<img/src=x5s/onerror=HIT//", "<svg onload=HIT>", "<svg/onload=HIT//", "<svg><script>HIT</script></svg>", "<svg><animate onbegin=HIT attributeName=x dur=1s>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload=HIT/>#x'>", "<body onload=HIT>", "<iframe src=javascript:HIT>", "<iframe srcdoc='<script>HIT</script>'>", "<object data=javascript:HIT>", "<embed src=javascript:HIT>", "<details open ontoggle=HIT>",
    "<input autofocus onfocus=HIT>", "<select autofocus onfocus=HIT>", "<textarea autofocus onfocus=HIT>", "<video src=x5s onerror=HIT>", "<audio src=x5s onerror=HIT>", "<marquee onstart=HIT>", "<a href=javascript:HIT>x5s</a>", "<a href='java\tscript:HIT'>x5s</a>", "<base href=//127.0.0.1:9/x5s/>",
    "<meta http-equiv=refresh content='0;url=javascript:HIT'>", "<link rel=stylesheet href=//127.0.0.1:9/x5s.css>", "<style>@import '//127.0.0.1:9/x5s.css';</style>", "<form action=javascript:HIT><button>x5s", "<button formaction=javascript:HIT autofocus>", "<isindex action=javascript:HIT>",
    "<x5s contenteditable onblur=HIT>", "<x5s style='animation:x' onanimationstart=HIT>", "<math><mi//xlink:href='data:x,<script>HIT</script>'>", "<template><script>HIT</script></template>", "<noscript><p title='</noscript><img src=x5s onerror=HIT>'>", "<!--><img src=x5s onerror=HIT>-->",
    # out of titles, text areas and comments
    "</title><script>HIT</script>", "</textarea><script>HIT</script>", "</style><script>HIT</script>", "</script><script>HIT</script>", "--><script>HIT</script>", "--!><svg onload=HIT>", "]]><script>HIT</script>", "</option></select><img src=x5s onerror=HIT>", "</svg><img src=x5s onerror=HIT>", "</noscript><svg onload=HIT>",
    # out of attributes
    '"><script>HIT</script>', "'><script>HIT</script>", '" onmouseover="HIT', "' onmouseover='HIT", '" autofocus onfocus="HIT" x="', "' autofocus onfocus='HIT' x='", '" style="background:url(//127.0.0.1:9/x5s)', "` onmouseover=`HIT", " onfocus=HIT autofocus ", '"/onload=HIT/x="', "&quot; onclick=&quot;HIT", "&#34;><script>HIT</script>",
    '\\"><script>HIT</script>', '"><img src="x5s" onerror="HIT',
    # addresses
    "javascript:HIT", "JaVaScRiPt:HIT", "javascript&colon;HIT", "java&#x0A;script:HIT", "data:text/html,<script>HIT</script>", "data:text/html;base64,PHNjcmlwdD5fX2hpdCgwKTwvc2NyaXB0Pg==", "vbscript:HIT", "//127.0.0.1:9/x5s", "http://127.0.0.1:9/x5s", "file:///etc/passwd#x5s", "\x01javascript:HIT", "asset:x5s",
    # words in scripts
    "';HIT;//", '";HIT;//', "`;HIT;//", "${HIT}", "\\';HIT;//", "\u2028HIT//", "*/HIT/*", "</script><!--<script>HIT",
    # style
    "}*{background:url(//127.0.0.1:9/x5s)}", "expression(HIT)", "url('javascript:HIT')", "x5s;}body{display:none", "@import url(//127.0.0.1:9/x5s);",
    # templates and marked-up text
    "{{ 7|add:x5s }}{% debug %}", "{% include '/etc/passwd' %}x5s", "{{ ''.__class__.__mro__ }}x5s", "${7*7}x5s", "<%= HIT %>", "[x5s](javascript:HIT)", "![x5s](//127.0.0.1:9/x5s)", "<http://127.0.0.1:9/x5s>",
    # other alphabets and mutations
    "+ADw-script+AD4-HIT+ADw-/script+AD4-", "\uff1cscript\uff1eHIT\uff1c/script\uff1e", "%3Cscript%3EHIT%3C/script%3E", "\\u003cscript\\u003eHIT\\u003c/script\\u003e", "&lt;script&gt;HIT&lt;/script&gt;", "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x5s onerror=HIT&gt;'>",
    "<svg></p><style><a id='</style><img src=x5s onerror=HIT>'>", "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=HIT )//%0D%0A</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=HIT//>\\x3e",
)  # fmt: skip
STRINGS = tuple(one.replace("HIT", f"__hit({number})").replace("x5s", f"x5s{number:03}") for number, one in enumerate(RAW))
ALL = " ".join(STRINGS)


def fitting(length: int | None, start: int = 0) -> str:
    """As many of the strings as fit into a field, beginning with one of them; all where there is no limit."""
    return ALL if length is None else " ".join(_fitting(length, start))


def _fitting(length: int, start: int) -> Iterator[str]:
    for one in (*STRINGS[start:], *STRINGS[:start]):
        if len(one) < length:
            length -= len(one) + 1
            yield one


def poison(model: Any, *, free: bool) -> int:
    """Write the strings into every word of every row of a model, as many as fit or all of them; the number of fields written."""
    words = [one for one in model._meta.concrete_fields if one.get_internal_type() in {"CharField", "TextField"}]
    words = [one for one in words if not one.choices and not one.unique and one.name not in NO_WORDS and not one.primary_key]
    paired = {name for one in model._meta.constraints for name in getattr(getattr(one, "condition", None), "referenced_base_fields", ())}
    for number, row in enumerate(model._base_manager.all() if words else ()):
        for place, one in enumerate(words):
            if one.name in paired and not getattr(row, one.name):
                continue  # stands empty for a reason: with words in it alone, the row would not be whole
            setattr(row, one.name, fitting(None if free or one.max_length is None else one.max_length, 7 * number + 13 * place))
        row.save()
    return len(words)


def ours() -> list[Any]:
    """Every model with words that people write."""
    from django.apps import apps

    return [
        one
        for one in apps.get_models()
        if hasattr(one, "history") and one._meta.app_label in {"taskforce", "hotspots", "actions", "reports"}
    ]


def main() -> None:
    """Poison the database of the surroundings: a demonstration's, and nobody else's."""
    import django

    django.setup()
    from django.conf import settings

    from reports.demo.stage import person
    from taskforce.kernel.acts import acting

    assert settings.DEMO
    with acting(person("demo"), "tests.poison"):
        assert sum(poison(model, free=False) for model in ours()) > 40


if __name__ == "__main__":
    main()
