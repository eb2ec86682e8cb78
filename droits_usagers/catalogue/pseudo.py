"""The pseudo-language of a window test: every French text, longer by half and written right to left, placeholders intact."""

import re

_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_ACCENTS = str.maketrans("aeiounycAEIOUNYC", "àéîôûñÿçÀÉÎÔÛÑŸÇ")
_RLI, _PDI, _RLM = "\u2067", "\u2069", "\u200f"


def pseudo(texte: str) -> str:
    """The text in the pseudo-language: about 40 % longer, wrapped in a right-to-left isolate, its placeholders untouched."""
    parts = _PLACEHOLDER.split(texte)
    accented = "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in parts)
    visible = sum(len(part) for part in parts if not part.startswith("{"))
    padding = " ~" * max(1, round(visible * 0.2))
    return f"{_RLI}[{accented}{padding}]{_RLM}{_PDI}"
