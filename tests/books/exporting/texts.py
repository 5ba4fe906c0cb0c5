# ruff: noqa: RUF001
"""Ten short texts, in Markdown as the desk writes it, with letters and marks that programs like to lose."""

TEXTS = {
    "quotes": (
        "# Chapter One\n\n“No,” she said. “I *won’t*.”\n\n‘Single’, "
        '„unten“, «dehors», 「中」 and "straight" ones.\n'
    ),
    "footnotes": (
        "## A note\n\nHe read it[^1] twice.[^2]\n\n> A quote with one, too.[^3]\n\n[^1]: See *there*.\n\n"
        "[^2]: First paragraph.\n\n    Second paragraph.\n\n[^3]: 1 of 3.\n"
    ),
    "breaks": "# One\n\nBefore.\n\n***\n\nAfter.\n\n# Two\n\n***\n\nA # in a line, and 3 * 4 = 12.\n",
    "poem": "# Verse\n\n> First line,\\\n> second line;\n>\n> *all of it\\\n> slanted*.\n\nProse again.\n",
    "nested looks": "# Looks\n\n**Bold with *slant* inside**, ***both***, *a*b, `code` and x_y.\n",
    "chinese": "# 第一章\n\n他说：“*好*。”\n\n　　——于是走了……《书》，ＡＢＣ。\n",
    "rare letters": (
        "# Zoë\n\nnaïve Œuvre ĳ ß ẞ ﬁ ﬀ ſ, e\u0301 as two, İı, 𝔄𐍈😀👩\u200d🚀🇫🇷, "
        "soft\u00adhyphen, no\u00a0break, ½ ™ №.\n"
    ),
    "right to left": '# שלום\n\nהוא אמר: "שלום".\n\nقال: «مرحبا».\n\nEnglish again.\n',
    "marks of markup": (
        "# A & B \\<c>\n\na < b && c > d, AT&T, \\&amp; is five letters, "
        "\\<b>no tag\\</b>, {x} [y] \\*z\\*.\n"
    ),
    "dashes": "# Dialogue\n\n- Bonjour, dit-il.\n\n— Hello… he said.\n\n1. is no list.\n\n\\--\n",
}
