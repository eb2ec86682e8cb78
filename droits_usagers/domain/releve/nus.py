"""Figures that look like a number of someone's, and that nothing names or excuses: only shown."""

import re
from collections.abc import Iterable, Iterator

from droits_usagers.domain.releve.dits import said_to_be
from droits_usagers.domain.releve.identifiants import has_luhn, read_identifiants, with_figures
from droits_usagers.domain.releve.nir import JOUR, blank_out
from droits_usagers.domain.releve.signes import see
from droits_usagers.domain.releve.valeurs import Espece, ZoneLue

#: Seven digits at least, apart or together, perhaps a letter at the end; capitals and figures at one go.
_NU = re.compile(
    r"(?<![\w/+°-])[0-9](?:[ .]?[0-9-]){5,16}[0-9](?: ?[A-Z])?(?![\w/])"
    r"|(?<![\w/-])(?=(?:[A-Z]*[0-9]){6})[A-Z0-9]{9,12}(?![\w/-])"
)
_CHIFFRES_MIN = 7
_SIREN, _SIRET = 9, 14
_EXCUSES = tuple(
    (motif if isinstance(motif, re.Pattern) else re.compile(motif, re.IGNORECASE))
    for motif in (
        JOUR,
        # Registered letters: La Poste's, and those of other countries.
        r"(?<![0-9A-Z])(?:[0-9][A-Z]|87)(?:[ .-]?[0-9]){11}(?![0-9])|(?<![0-9A-Z])[A-Z]{2}(?: ?[0-9]){9} ?[A-Z]{2}(?![0-9A-Z])",
        # Telephones: French, with the prefix of a country, and free.
        r"(?<![0-9])(?:\+|00)[0-9]{1,3}(?:[ ./()-]{0,2}[0-9]){6,12}(?![0-9])",
        r"(?<![0-9])0[1-9](?:[ ./-]?[0-9]{2}){4}(?![0-9A-Z])|(?<![0-9])0[ .]?[89][0-9]{2}(?:[ .]?[0-9]{2,3}){2,3}(?![0-9A-Z])",
        # A body, by its number in a public register; a postcode before its town, a letter box.
        r"(?:\bfiness|\brna|\bw)[^\w]{0,3}(?:n° ?)?W?[0-9]{9}\b|(?<![0-9])[0-9]{5}(?= [^\W\d])|\b(?:BP|CS|TSA) ?[0-9]+",
        # References that begin with a year, a day written at one go, years one after the other.
        r"(?<!\w)(?:19|20)[0-9]{2}[-/][0-9]{1,6}(?![0-9])|(?<![0-9])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])",
        r"(?<![0-9])(?:19|20)[0-9]{2}(?:[ /,-]+(?:19|20)?[0-9]{2})+(?![0-9])",
        # Amounts; « n° 78-17 », « 2016/679 », « 504677 ».
        r"[0-9][0-9 .,]{0,20}(?:€|euros?\b|%|francs?\b|kilom|km\b|m2)",
        r"(?:(?-i:\b[LRDA])\.?|loi|decret|arrete?|ordonnance|article)(?: |n°){0,3}[0-9][0-9/. -]*",
        r"(?:reglement|directive|avis|CE|CC|TA|CAA|c-)(?: |n°){0,3}[0-9][0-9/. -]*",
    )
)


def find_numbers(texte: str, *, nus: bool = True) -> tuple[ZoneLue, ...]:
    """The identifiers of a text, in order; where it has none, `nus`: the figures that look like one, as `Espece.NUMERO`."""
    vu = see(texte)
    zones: Iterable[ZoneLue] = read_identifiants(vu.lu)
    if nus and not zones:
        zones = _bare(with_figures(vu.lu))
    return tuple(ZoneLue(*vu.place(debut, fin), genre) for debut, fin, genre in zones)


def _bare(lu: str) -> Iterator[ZoneLue]:
    if not _NU.search(lu):
        return
    for motif in _EXCUSES:
        lu = blank_out(lu, (trouve.span() for trouve in motif.finditer(lu)))
    for trouve in _NU.finditer(lu):
        chiffres = "".join(filter(str.isdigit, trouve[0]))
        organisme = len(chiffres) in {_SIREN, _SIRET} and has_luhn(chiffres)
        if len(chiffres) >= _CHIFFRES_MIN and not organisme and said_to_be(lu, *trouve.span())[0] not in {"autre", "dossier"}:
            yield ZoneLue(*trouve.span(), Espece.NUMERO)
