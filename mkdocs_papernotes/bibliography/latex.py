"""LaTeX in bibliographies as plain text: accents, symbols, braces, simple markup."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "t": "\u0361",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "k": "\u0328",
    "r": "\u030a",
}
_COMMANDS = """
    o ø  O Ø  l ł  L Ł  ss ß  SS ẞ  i ı  j ȷ  ae æ  AE Æ  oe œ  OE Œ  aa å  AA Å  ng ŋ  NG Ŋ
    ohorn ơ  OHORN Ơ  uhorn ư  UHORN Ư
    dh ð  DH Ð  dj đ  DJ Đ  th þ  TH Þ  TeX TeX  LaTeX LaTeX  BibTeX BibTeX
    ldots …  dots …  textellipsis …  slash /  textendash –  textemdash —  textasciitilde ~
    textasciicircum ^  textbackslash \\  textbar |  textless <  textgreater >  textunderscore _
    textdollar $  textpercent %  textampersand &  textbraceleft {  textbraceright }  lbrace {
    rbrace }  textquoteleft ‘  textquoteright ’  textquotesingle '  textquotedblleft “
    textquotedblright ”  textquotedbl "  textasciigrave `  guillemotleft «  guillemotright »
    textregistered ®  texttrademark ™  textcopyright ©  copyright ©  texteuro €  pounds £
    textsterling £  S §  P ¶  dag †  ddag ‡  textdegree °  textmu µ  textperiodcentered ·
    textbullet •  textsection §  texttimes ×  textexclamdown ¡  textquestiondown ¿
    quotesinglbase ‚  quotedblbase „  guilsinglleft ‹  guilsinglright ›  textordfeminine ª
    textordmasculine º  times ×  pm ±  cdot ·  sim ~  infty ∞  ell ℓ  leq ≤  le ≤  geq ≥  ge ≥
    neq ≠  approx ≈  star ⋆  rightarrow →  to →  leftarrow ←  leftrightarrow ↔
    alpha α  beta β  gamma γ  delta δ  epsilon ε  varepsilon ε  zeta ζ  eta η  theta θ  iota ι
    kappa κ  lambda λ  mu μ  nu ν  xi ξ  pi π  rho ρ  sigma σ  tau τ  upsilon υ  phi φ  varphi φ
    chi χ  psi ψ  omega ω  Gamma Γ  Delta Δ  Theta Θ  Lambda Λ  Xi Ξ  Pi Π  Sigma Σ  Upsilon Υ
    Phi Φ  Psi Ψ  Omega Ω
"""
_WORDS = _COMMANDS.split()
_SYMBOLS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_SYMBOLS |= dict.fromkeys(("par", "newline", "linebreak", "quad", "qquad", "space"), " ")
_WITH_ARGUMENT = """
    emph textbf textit textsc texttt textsf textrm textsl textup textmd textnormal text mbox hbox
    underline textsuperscript textsubscript ensuremath mkbibemph mkbibbold mkbibitalic
    url path nolinkurl
"""
_SWITCHES = """
    em bf it sc tt sf rm sl bfseries itshape scshape ttfamily sffamily rmfamily normalfont small
    relax protect
"""
_MARKUP = {*_WITH_ARGUMENT.split(), *_SWITCHES.split()}
"""Commands that are dropped with their braces, so that their argument remains."""
_SPACES = {" ", "\\", ",", ";", ":", ">", "\n", "\t"}
_NOTHING = {"-", "!", "/", "@", "*"}
_ESCAPED = set("&%$#_{}~^'\"`=.")
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "?`": "¿", "!`": "¡"}

_TOKEN = re.compile(
    r"""(?P<math>\$\$?(?P<formula>(?:\\.|[^$\\])+)\$\$?|\\\((?:[^\\]|\\[^()])*\\\))
    | \\(?:url|path|nolinkurl)\s*\{(?P<address>(?:[^{}]|\{[^{}]*\})*)\}
    | \\href\s*\{(?:[^{}]|\{[^{}]*\})*\}
    | \\(?P<accent>['"`^~=.]|[uvHtcdbkr](?![A-Za-z]))\s*
      (?:\{(?P<braced>\s*\\[A-Za-z]+\s*|[^{}\\]*)\}|(?P<bare>\\[ij](?![A-Za-z])\s*|[^\W\d_]))
    | \\(?P<word>[A-Za-z]+)\*?\s*
    | \\(?P<escaped>.)
    | `(?P<quoted>[^`'\\{}$]*)'(?!')
    | (?P<ligature>---|--|``|''|[?!]`|~)
    | [{}]""",
    re.VERBOSE | re.DOTALL,
)
_LETTER = r"(?:\\[ij](?![A-Za-z])|[^\W\d_])"
_ACCENT = r"""\\(?:['"`^~=.]|[uvHtcdbkr](?![A-Za-z]))[ ]?"""
_NESTED_ACCENT = re.compile(
    rf"""(?P<outer>{_ACCENT})\{{[ ]?\{{?
         (?P<inner>{_ACCENT}(?:\{{[ ]?{_LETTER}[ ]?\}}|{_LETTER}))[ ]?\}}?(?=[ ]?\}})""",
    re.VERBOSE,
)
"""An accent on a letter that has one already: `\\'{{\\^e}}`."""
_VERBATIM_TOKEN = re.compile(
    r"""\$\\(?P<math>[A-Za-z]+)\$ | \\(?P<word>[A-Za-z]+)(?:\{\}|\s+)? | \\(?P<escaped>[^A-Za-z])
    | [{}]""",
    re.VERBOSE | re.DOTALL,
)
_SPECIAL = re.compile(r"[\\{}$~`]|--|''")
_BRACES = re.compile(r"(?<!\\)[{}]")
_COMMAND_BEFORE = re.compile(r"\\(?:[A-Za-z]{1,30}\*?|[^A-Za-z\s])[ ]?$")
_MATH = re.compile(r"\\\$|\$[^$]*\$")


def decode(text: str) -> str:
    """LaTeX as plain text: `{\\"o}` becomes ö, `\\emph{x}` becomes x, braces are dropped.

    Of unknown commands the arguments are left. Formulas stay as they are, except those of a single
    symbol (`$\\alpha$`, `$<$`). A bare `%` is a per cent sign, because BibTeX values have no
    comments.
    """
    if not _SPECIAL.search(text):
        return text
    composed = _NESTED_ACCENT.sub(lambda match: f"{match['outer']}{{{decode(match['inner'])}", text)
    return _TOKEN.sub(_decoded, composed)


def symbol(command: str) -> str:
    """The character that a command without a backslash stands for; empty for other commands."""
    return _SYMBOLS.get(command, "")


def protected(text: str, depth: int = 0) -> list[str]:
    """The parts of a title in braces of its own, whose capitals must stay, as plain text.

    Braces around the argument of a command and around an accented letter protect nothing. Commands
    within commands are looked into up to a depth of ten.
    """
    masked = _MATH.sub(lambda match: " " * len(match[0]), text)
    found: list[str] = []
    at = masked.find("{")
    while at >= 0:
        end = closing_brace(masked, at)
        if end < 0:
            break
        inner = text[at + 1 : end]
        if _COMMAND_BEFORE.search(masked, max(0, at - 34), at):
            found += protected(inner, depth + 1) if "{" in inner and depth < 10 else []
        elif not inner.startswith("\\") and any(char.isupper() for char in inner):
            found.append(decode(inner))
        at = masked.find("{", end)
    return found


def decode_verbatim(text: str) -> str:
    """An address or identifier as plain text, with `~` and `--` kept: `a\\_b` becomes a_b."""
    return _VERBATIM_TOKEN.sub(_decoded_verbatim, text).strip()


def closing_brace(text: str, start: int) -> int:
    """The index of the brace that closes the one at `start`, or -1.

    `\\{` and `\\}` are not braces.
    """
    depth = 0
    for match in _BRACES.finditer(text, start):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return -1


def _decoded(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if match["math"]:
        return _formula(match)
    if match["address"]:
        return decode_verbatim(match["address"])
    if match["accent"]:
        return _accented(match["accent"], (match["braced"] or match["bare"] or "").lstrip())
    if match["word"]:
        following = match.string[match.end() : match.end() + 1]
        return _command(match["word"], "" if following == "{" else match[0])
    if match["escaped"]:
        return _escape(match["escaped"], match[0])
    if kind == "quoted":
        return f"‘{match['quoted']}’"
    return _LIGATURES[match["ligature"]] if match["ligature"] else ""


def _decoded_verbatim(match: re.Match[str]) -> str:
    if word := match["math"] or match["word"]:
        return "" if word in _MARKUP else _SYMBOLS.get(word, match[0])
    return match["escaped"] or ""


def _formula(match: re.Match[str]) -> str:
    formula = (match["formula"] or "").strip()
    if formula in {"<", ">", "|"}:
        return formula
    return _SYMBOLS.get(formula[1:], match[0]) if formula.startswith("\\") else match[0]


def _accented(accent: str, base: str) -> str:
    if base.startswith("\\"):
        name = base[1:].strip()
        base = name if name in {"i", "j"} else _SYMBOLS.get(name, base)
    if not base or base.isspace():
        return accent if accent in _ESCAPED else ""
    marks = len(base) > 1 and unicodedata.combining(base[1])
    end = 2 if marks else 1
    return unicodedata.normalize("NFC", base[:end] + _ACCENTS[accent]) + base[end:]


def _command(word: str, written: str) -> str:
    return "" if word in _MARKUP else _SYMBOLS.get(word, written)


def _escape(character: str, written: str) -> str:
    if character in _ESCAPED:
        return character
    if character in _SPACES:
        return " "
    return "" if character in _NOTHING else written
