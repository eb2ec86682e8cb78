"""French typography for our own texts and templates, never for what people type.

Unbreakable spaces before « ; : ! ? » and inside « guillemets », typographic apostrophes, n°, 1er. What is not prose (code,
Jinja, placeholders, URLs, postal and e-mail addresses, references, hours, TOML) passes through untouched. Applying it twice
changes nothing more. Source: the usage of the Imprimerie nationale (thin space before « ; ! ? », word space elsewhere).
"""

import re

INSECABLE = "\u00a0"
FINE = "\u202f"

_VOIES = (
    "allée|avenue|av\\.|boulevard|bd|chemin|esplanade|impasse|parvis|passage|place|quai|route|rue|ruelle|sentier|"
    "square|venelle|villa|voie"
)
#: Stands for each protected span while the prose around it is worked on. One found in the text is protected like the rest.
_JETON = "\ue000"
_PROTEGE = re.compile(
    rf"""
      {_JETON}
    | ```.*?``` | `[^`\n]*`                                    # code
    | \{{\{{.*?\}}\}} | \{{%.*?%\}} | \{{\#.*?\#\}}            # Jinja
    | \{{[^{{}}\n]*\}}                                         # {{placeholder}}
    | </?[a-zA-Z!][^<>\n]*>                                    # markup, autolinks
    | (?<=\])\([^()\n]*\) | ^\[[^\]\n]+\]:                     # Markdown link targets
    | &\#?\w+;                                                 # entities
    | \b(?:https?|ftp|file|mailto):[^\s"«»<>]+ | \bwww\.[^\s"«»<>]+
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                             # e-mail addresses
    | ^[ \t]*["\w.-]+[ \t]*=.*$ | ^[ \t]*\[\[?[\w.-]+\]\]?[ \t]*$    # TOML
    | \b\d{{1,4}}(?:[ ]?(?:bis|ter|quater))?,?[ ](?:{_VOIES})\b(?:[^\n,;.:!?»"{{`<]*[^\s,;.:!?»"{{`<])?   # 12 bis rue…
    | \b\d{{5}}[ ](?-i:[A-ZÀ-Ý])[\w'’-]*                         # 93000 Bobigny
    | \b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\b                       # hours
    | \b(?=[A-Z0-9_/.:'-]*\d)[A-Z0-9]{{2,}}(?:[-_/.:'][A-Z0-9]+)+\b    # references: 2026-0113, AB:12/7
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)

_BLANC = f"[ \t{INSECABLE}{FINE}]"
#: What may stand before a double punctuation mark: a word, its closing signs, or a protected span. Never a list marker.
_MOT = rf"(?:(?<=[\w)\]»…%°€’{_JETON}])|(?<=[^\W\d]\.)|(?<=\S\*))"
_REGLES = (
    # Straight double quotes, in pairs within a line.
    (re.compile(r"""(?<![^\s(\['’«—–-])"(?=[^\s"])([^"«»\n]*)(?<=\S)"(?!\w)"""), r"«\1»"),
    (re.compile(rf"(?<=[^\W\d_])'(?=[^\W\d_]|[«{_JETON}])"), "’"),
    (re.compile(rf"(?i)\bn[°º]{_BLANC}*(?=[\d{_JETON}])"), lambda n: f"{n[0][0]}°{INSECABLE}"),
    (re.compile(rf"\b1er{_BLANC}+(?=[^\W\d_])"), f"1er{INSECABLE}"),
    (re.compile(rf"(?<=\d){_BLANC}+(?=[%€])"), INSECABLE),
    (re.compile(rf"«{_BLANC}*(?=\S)"), f"«{INSECABLE}"),
    (re.compile(rf"(?<=[^\s«]){_BLANC}*»"), f"{INSECABLE}»"),
    (re.compile(rf"{_MOT}{_BLANC}+(?=[;!?])"), FINE),
    (re.compile(rf"{_MOT}{_BLANC}+(?=:)"), INSECABLE),
    (re.compile(rf"{_MOT}(?=[;!?][;:!?]*(?:[\s)\]»]|$))"), FINE),
    (re.compile(rf"{_MOT}(?=:(?:\s|$))"), INSECABLE),
)


def typographie(texte: str) -> str:
    """The text with French typography; what is not prose is left exactly as it was."""
    proteges: list[str] = []

    def set_aside(passage: re.Match[str]) -> str:
        proteges.append(passage[0])
        return _JETON

    prose = _PROTEGE.sub(set_aside, texte)
    for motif, remplacement in _REGLES:
        prose = motif.sub(remplacement, prose)
    restants = iter(proteges)
    return re.sub(_JETON, lambda _: next(restants), prose)
