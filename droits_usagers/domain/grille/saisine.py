"""« Saisir » is also to bring a matter before someone: « le syndicat a saisi le Président », « le comité est saisi du projet ».

What tells it from typing is the grammar: whom or what one « saisit », and « saisi de ». The words below are those of the
grammar, and of who may be « saisi ».
"""

import re
from typing import Final

from droits_usagers.domain.grille.masque import FONCTIONS
from droits_usagers.domain.mots.pliage import fold

#: The verb, and the noun that is always typing.
FORME = re.compile(
    r"\bsaisi(?:r|s|t|e|es|ssons|ssez|ssent|ssant|ra|ront|rons|rait|raient|ssait|ssaient|ssions)?\b", re.IGNORECASE
)
#: Between the verb and whom it is brought before.
_COMME = (
    r"(?:(?:par (?:courrier|écrit|lettre|courriel|mail)|à nouveau|de nouveau|aussi|donc|déjà|enfin|alors|\w+ment),?\s+){0,2}"
)
_QUI = re.compile(
    rf"\s+{_COMME}(?:(?P<titre>M\.|MM\.|Mme|Monsieur|Madame)|"
    r"(?:(?:le|la|les|un|une|notre|votre|leur|ce|cette|tout|toute|chaque)\s+|l['’])(?P<nom>[\w-]+))"
)
#: « Saisi d'une demande »; not « saisi de façon systématique ».
_DE_QUOI = re.compile(
    r"\s+(?:d['’](?!(?:office|emblée|abord)\b)|du\b|des\b|de\b(?!\s+(?:manière|façon|suite|force|nouveau|même)\b))"
)
#: « Saisi par le syndicat, le Président… ».
_PAR = re.compile(r"\s+par\s+[^,.;:]*,\s*")
#: What makes a participle: someone is « saisi ».
_ETRE = re.compile(
    r"(?:\b(?:est|sont|était|étaient|être|été|sera|seront|soit|soient|fut|furent)\s+"
    r"(?:\w+ment\s+|pas\s+|jamais\s+|toujours\s+|aussi\s+|ni\s+)?|(?:^|[,(«]\s*)|\bs['’](?:est|en)\s+|\bse\s+)$",
    re.IGNORECASE,
)
_SUJET = re.compile(
    r"(?:\b(?:le|la|notre|votre|leur|ce|cette|tout|toute|aucun|aucune|un|une)\s+|\bl['’])(?P<nom>[\w-]+)", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:.()«»!?]|\b(?:que|qui|dont|où|et|mais)\b")
_SIGLE: Final = 3
#: A body that hears, beside those in charge.
_INSTANCES: Final = frozenset(
    "comite commission tribunal cour conseil instance assemblee autorite direction inspection prefecture mairie".split()  # noqa: SIM905 - to be read
) | {"ministere", "parquet", "formation", "rectorat", "syndicat"}


def referrals(texte: str) -> tuple[bool, ...]:
    """For each time a text says « saisir », in order: True where it is no typing."""
    return tuple(_is_referral(texte, trouve.start(), trouve.end()) for trouve in FORME.finditer(texte))


def _is_referral(texte: str, debut: int, fin: int) -> bool:
    avant, apres = texte[:debut], texte[fin:]
    if _ETRE.search(avant):
        par = _PAR.match(apres)
        sujet = _SUJET.match(apres, par.end()) if par else _SUJET.search(_CLAUSE.split(avant)[-1])
        return _DE_QUOI.match(apres) is not None or (sujet is not None and _is_heard(sujet["nom"]))
    qui = _QUI.match(apres)
    return qui is not None and (qui["titre"] is not None or _is_heard(qui["nom"]))


def _is_heard(nom: str) -> bool:
    """True for someone in charge, or a body: it has a capital, or is called so."""
    # « Le vice-président ».
    plie = fold(nom).rpartition("-")[2]
    sigle = len(nom) >= _SIGLE and nom.isupper()
    return sigle or (nom[:1].isupper() and nom[1:].islower()) or plie in FONCTIONS or plie in _INSTANCES
