"""Words of HTML for the page checker: which attributes and children elements take, which elements hold words only.

In: nothing. Out: frozen sets, after the HTML Living Standard, reduced to the elements that our pages use.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID_OF_MEANING = _words("acronym big center dir font frame frameset marquee nobr noframes strike tt")
"""Obsolete elements."""

REFERRING = _words("for aria-describedby aria-labelledby aria-controls aria-errormessage headers list form")
"""Attributes that name ids on the same page."""

BLOCKS = _words(
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " main nav ol p pre search section table ul"
)
"""Elements that may not stand among words."""

PHRASING_ONLY = _words(
    "abbr b bdi bdo cite code data dfn em h1 h2 h3 h4 h5 h6 i kbd label mark p pre q s samp small span strong sub sup"
    " time u var button"
)
"""Elements that hold words and inline elements only."""

_SCRIPTING = "script template"
ALLOWED_CHILDREN = {
    "ul": _words(f"li {_SCRIPTING}"),
    "ol": _words(f"li {_SCRIPTING}"),
    "menu": _words(f"li {_SCRIPTING}"),
    "dl": _words(f"dt dd div {_SCRIPTING}"),
    "select": _words(f"option optgroup hr button {_SCRIPTING}"),
    "optgroup": _words("option legend"),
    "datalist": _words("option"),
    "table": _words("caption colgroup thead tbody tfoot"),
    "tr": _words(f"td th {_SCRIPTING}"),
}
"""Elements whose children are limited; text is not looked at."""

GLOBAL_ATTRIBUTES = _words(
    "accesskey autocapitalize autofocus class contenteditable dir draggable enterkeyhint hidden id inert inputmode"
    " itemid itemprop itemref itemscope itemtype lang nonce popover role spellcheck style tabindex title translate"
)
"""Attributes that every element takes."""

_FORM_SUBMISSION = "formaction formenctype formmethod formnovalidate formtarget popovertarget popovertargetaction"
ATTRIBUTES = {
    "a": _words("download href hreflang ping referrerpolicy rel target type"),
    "audio": _words("autoplay controls crossorigin loop muted preload src"),
    "blockquote": _words("cite"),
    "body": _words(""),
    "button": _words(f"disabled form name type value command commandfor {_FORM_SUBMISSION}"),
    "canvas": _words("height width"),
    "col": _words("span"),
    "colgroup": _words("span"),
    "data": _words("value"),
    "del": _words("cite datetime"),
    "details": _words("name open"),
    "dialog": _words("open closedby"),
    "fieldset": _words("disabled form name"),
    "form": _words("accept-charset action autocomplete enctype method name novalidate rel target"),
    "iframe": _words("allow height loading name referrerpolicy sandbox src srcdoc width"),
    "img": _words("alt crossorigin decoding fetchpriority height loading referrerpolicy sizes src srcset width"),
    "input": _words(
        "accept alt autocomplete capture checked dirname disabled form height list max maxlength min minlength multiple"
        f" name pattern placeholder readonly required size src step type value width {_FORM_SUBMISSION}"
    ),
    "ins": _words("cite datetime"),
    "label": _words("for"),
    "li": _words("value"),
    "link": _words("as crossorigin disabled href hreflang imagesizes imagesrcset integrity media rel sizes type"),
    "meta": _words("charset content http-equiv media name"),
    "meter": _words("high low max min optimum value"),
    "object": _words("data form height name type width"),
    "ol": _words("reversed start type"),
    "optgroup": _words("disabled label"),
    "option": _words("disabled label selected value"),
    "output": _words("for form name"),
    "progress": _words("max value"),
    "q": _words("cite"),
    "script": _words("async crossorigin defer integrity nomodule referrerpolicy src type"),
    "select": _words("autocomplete disabled form multiple name required size"),
    "source": _words("height media sizes src srcset type width"),
    "td": _words("colspan headers rowspan"),
    "textarea": _words(
        "autocomplete cols dirname disabled form maxlength minlength name placeholder readonly required rows wrap"
    ),
    "th": _words("abbr colspan headers rowspan scope"),
    "time": _words("datetime"),
    "track": _words("default kind label src srclang"),
    "video": _words("autoplay controls crossorigin height loop muted playsinline poster preload src width"),
}
"""Attributes that single elements take besides the global ones; aria-, data- and hx- ones are allowed everywhere."""
