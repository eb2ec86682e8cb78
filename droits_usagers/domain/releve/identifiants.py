"""Numbers that identify someone elsewhere: the one reading of them, for what leaves, what is masked and what is read again.

A number is told by its shape, its key, or the words beside it, however it is written: spaced, dotted, on several lines, an O
for a 0, in letters. Others (telephones, SIREN, postcodes, dates, registered letters) stay silent: else nobody would look.
Sources: 7 digits, then a letter, for a CAF number; 10 digits for a foreigner's number (AGDREF), and a document number of 9 or
10 characters for the permit itself; ISO 13616 for an IBAN, and the key of a RIB; ISO 7812 for a card.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from droits_usagers.domain.mots.nombres import CARDINAUX, figures_of
from droits_usagers.domain.releve.nir import (
    JOUR,
    LIEN,
    blank_out,
    find_nirs,
    has_key,
    is_called,
    is_named,
    is_plausible,
    said_to_be,
)
from droits_usagers.domain.releve.signes import see
from droits_usagers.domain.releve.valeurs import Espece, ZoneLue

#: The end of a line between two figures; a blank line, or a page, is more than that.
_COUPURE = re.compile(r"(?<=\d)[^\S\n]*\n[^\S\n]*(?=\d)")
#: No number is as long, with the words that say what it is.
_AUTOUR = 100
#: What says that a number follows, and no quantity.
_NUMERO = re.compile(r"\b(?:n°|no\.?|num[ée]ros?|matricule|identifiant)[^\S\n]*(?:est\b|[:=])?[^\S\n]*$", re.IGNORECASE)
#: All that may stand between what a number is said to be and a number that nothing announces.
_LIEN = re.compile(r"[^\S\n]*[:=(,]?[^\S\n]*")
_ANNEE = re.compile(r"(?:19|20)\d\d")
#: What is counted: « 567 euros », « 67 ans », « 312 demandes ».
_COMPTE = re.compile(
    r"\s*(?:[€%]|(?:ans?|mois)\b"
    r"|(?!(?:alors|apr[èe]s|dans|depuis|jamais|mais|pas|plus|puis|sans|sous|vers)\b)[^\W\d_]{3,}[sx]\b|euro\b)",
    re.IGNORECASE,
)


def cut_identifiers(lu: str, read: Callable[[str], Iterable[ZoneLue]]) -> Iterator[ZoneLue]:
    """The identifiers that stand on two lines or more, of those that this reads in what has one.

    Figures of two lines are a number only where something on the first one says so: years, amounts, pages and columns are not.
    """
    for debut, fin in _around_cuts(lu):
        morceau = lu[debut:fin]
        lignes = _JointLines(morceau)
        for un in read(lignes.texte):
            if un.genre is Espece.NIR:
                # Read on several lines already.
                continue
            de, a = lignes.place(un.debut), lignes.place(un.fin - 1) + 1
            if "\n" in morceau[de:a] and _is_said(lignes.texte, un, morceau[de:a]):
                yield ZoneLue(debut + de, debut + a, un.genre)


def _around_cuts(texte: str) -> Iterator[tuple[int, int]]:
    """The parts of a text where one may be, none of which meets another: a long table is read once."""
    debut = fin = 0
    for coupure in _COUPURE.finditer(texte):
        if coupure.start() - _AUTOUR > fin:
            if fin:
                yield debut, fin
            debut = coupure.start() - _AUTOUR
        fin = coupure.end() + _AUTOUR
    if fin:
        yield debut, fin


class _JointLines:
    """A text without the ends of line that cut figures, and where each of its characters stood."""

    def __init__(self, texte: str) -> None:
        coupures = list(_COUPURE.finditer(texte))
        self.texte = _COUPURE.sub("", texte)
        self._otes = [0, *accumulate(len(coupure[0]) for coupure in coupures)]
        self._joints = [coupure.start() - otes for coupure, otes in zip(coupures, self._otes, strict=False)]

    def place(self, rang: int) -> int:
        """Where the character of this rank was."""
        return rang + self._otes[bisect_right(self._joints, rang)]


def _is_said(joint: str, un: ZoneLue, ecrit: str) -> bool:
    """True when what stands on the line where it begins says that it is a number."""
    ligne = joint[max(0, un.debut - _AUTOUR) : un.debut].rpartition("\n")[2]
    if _NUMERO.search(ligne):
        return True
    dit, lien = said_to_be(joint, un.debut, un.fin)
    juste_avant = dit is not None and ligne.endswith(lien) and _LIEN.fullmatch(lien) is not None
    annee = any(_ANNEE.fullmatch(morceau.strip()) for morceau in ecrit.split("\n"))
    return juste_avant and not annee and _COMPTE.match(joint, un.fin) is None


def find_identifiants(texte: str, admis: Collection[str] = ()) -> tuple[ZoneLue, ...]:
    """The identifiers of a text, in order, apart from those a question admits. The number itself is not kept."""
    vu = see(texte)
    return tuple(
        ZoneLue(*vu.place(un.debut, un.fin), un.genre) for un in read_identifiants(vu.lu) if un.genre.value not in admis
    )


def read_identifiants(lu: str) -> tuple[ZoneLue, ...]:
    """The same, of a text as it is read."""
    entiers = _read(lu)
    reste = blank_out(lu, ((debut, fin) for debut, fin, _ in entiers))
    return tuple(sorted((*entiers, *cut_identifiers(reste, _read))))


def _read(lu: str) -> list[ZoneLue]:
    trouves: list[ZoneLue] = []
    chiffres = (_nirs, _accounts, _cards, _told, _plates) if _CHIFFRE.search(lu) else ()
    lettres = (_spelt,) if may_be_spelt(_MORCEAU.findall(lu.lower()), aussi=bool(chiffres)) else ()
    lu = with_figures(lu)
    for lire in (*chiffres, *lettres):
        ici = list(lire(lu))
        trouves += ici
        lu = blank_out(lu, ((debut, fin) for debut, fin, _ in ici))
    return trouves


# ── What is written, and what is said beside it ──────────────────────────────────────────────────────────────────────────

_BLANC = r"[ .\n_|/-]"
#: Nothing that would make the number a part of a longer one, of a date, a path or a version.
#: What comes before is looked at after the first sign: the others are passed over at once.
_SEUL, _APRES = r"(?<![\w/+].)(?<![0-9][ .].)(?<![0-9]-.)", r"(?![\w/-])(?![ .][0-9])"
_CHIFFRE = re.compile("[0-9]")
#: A figure, or a sign that people type for one, among figures; where there is nothing but letters, it stands at the head.
_CONFUSES = re.compile(r"(?<![^\W_])(?:[Il][ .\n_/-])?[OoIl]{0,4}[0-9](?:[ .\n_/-]?[0-9OoIl]){5,40}(?![^\W_])")
_LUES = str.maketrans("OoIl", "0011")

_TELEPHONE = re.compile(r"0[1-9](?:[ .]?[0-9]{2}){4}")


def with_figures(lu: str) -> str:
    """The text, sign for sign, with figures where other signs stand for them."""
    return _CONFUSES.sub(lambda suite: suite[0].translate(_LUES), lu)


def _figures(texte: str) -> str:
    return "".join(filter(str.isdigit, texte))


# ── NIR, bank account, card ──────────────────────────────────────────────────────────────────────────────────────────────

_NIR_MIN, _NIR_MAX, _CARTES = 13, 15, range(15, 17)


def _nirs(lu: str) -> Iterator[ZoneLue]:
    """The NIRs, but for those whose thirteen digits are said to be a taxpayer's."""
    for debut, fin in find_nirs(lu):
        fiscal = len(_figures(lu[debut:fin])) == _NIR_MIN and said_to_be(lu, debut, fin)[0] == Espece.FISCAL
        yield ZoneLue(debut, fin, Espece.FISCAL if fiscal else Espece.NIR)


_IBAN = re.compile(
    rf"(?:(?<![A-Z0-9])|(?<=iban))[A-Z]{_BLANC}?[A-Z]{_BLANC}?[0-9]{_BLANC}?[0-9][A-Z0-9]{{0,30}}"
    rf"(?:{_BLANC}{{1,3}}(?:(?-i:[A-Z]{{4}}){_BLANC})?[A-Z]{{0,4}}[0-9][A-Z0-9]{{0,30}}){{0,30}}(?![A-Z0-9])",
    re.IGNORECASE,
)
_RIB = re.compile(
    rf"[0-9]{_SEUL}(?:[0-9]{_BLANC}{{1,2}}[0-9])?(?:{_BLANC}{{0,3}}[0-9]){{9}}(?:{_BLANC}{{0,3}}[0-9A-Z]){{11}}(?:{_BLANC}{{0,3}}[0-9]){{2}}"
    r"(?![A-Za-z0-9])"
)
#: « Banque 30006, guichet 00001, compte 12345678901, clé 89 ».
_ENTRE = r"[^0-9\x00]{1,25}"
_RIB_DIT = re.compile(
    rf"(?<![0-9])([0-9]{{5}}){_ENTRE}([0-9]{{5}}){_ENTRE}\b([0-9A-Z]{{11}}){_ENTRE}([0-9]{{2}})(?![0-9])", re.IGNORECASE
)
_IBAN_MIN, _IBAN_FR, _RIB_SIGNES = 15, 27, 23
#: Of a French one, when some signs are lost, or some are too many.
_IBAN_A_PEU_PRES = range(22, 31)
_BLANCS = re.compile(f"{_BLANC}+")
_MORCEAU, _SIGNE = re.compile(r"[A-Z0-9]+", re.IGNORECASE), re.compile(r"[A-Z0-9]", re.IGNORECASE)
#: What each letter of an account is worth in its key.
_RIB_LETTRES = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
#: Sixteen figures in fours, with a first one that cards have (years are none), or fifteen, perhaps before a month or a day;
#: as many as a card may have, where it is said to be one.
_CARTE = re.compile(
    rf"[2-6]{_SEUL}(?<!\w-.)[0-9]{{3}}(?<!2[0189]..)(?:(?<!3[0-46-9]..)(?:{_BLANC}{{0,3}}[0-9]{{4}}){{3}}"
    rf"|(?<=3[47]..){_BLANC}?[0-9]{{6}}{_BLANC}?[0-9]{{5}})(?:(?= [0-9]{{1,2}}/)|{_APRES})"
)
_CARTE_DITE = re.compile(rf"[2-6]{_SEUL}(?:{_BLANC}?[0-9]){{12,18}}{_APRES}")


def _accounts(lu: str) -> Iterator[ZoneLue]:
    ibans = [(un.start(), fin) for un in _IBAN.finditer(lu) if (fin := _end_of_iban(lu, un))]
    ribs = _ribs(_RIB, lu := blank_out(lu, ibans))
    autres = _ribs(_RIB_DIT, blank_out(lu, ribs))
    yield from (ZoneLue(debut, fin, Espece.COMPTE) for debut, fin in (*ibans, *ribs, *autres))


def _ribs(motif: re.Pattern[str], lu: str) -> list[tuple[int, int]]:
    return [
        trouve.span()
        for trouve in motif.finditer(lu)
        if (_has_rib_key("".join(trouve.groups() or _SIGNE.findall(trouve[0]))[-_RIB_SIGNES:]) and _is_one_way(trouve))
        or _said(lu, trouve) == Espece.COMPTE
    ]


def _is_one_way(trouve: re.Match[str]) -> bool:
    """True for figures parted by one sign, or by words that say what they are: days and telephones that follow are not."""
    return bool(trouve.groups()) or len(set(_BLANCS.findall(trouve[0]))) <= 1


def _end_of_iban(lu: str, trouve: re.Match[str]) -> int | None:
    """Where the IBAN that begins there ends: with its key, or French and about as long as one, or said to be one."""
    signes, pays = "", "".join(_SIGNE.findall(trouve[0])[:2])
    francais = pays.upper() == "FR"
    for morceau in _MORCEAU.finditer(lu, *trouve.span()):
        signes += morceau[0].upper()
        # « Le 12/03… »: a country is in capitals.
        cle = (
            pays.isupper()
            and len(signes) >= _IBAN_MIN
            and (int("".join(str(int(signe, 36)) for signe in signes[4:] + signes[:4])) % 97 == 1)
        )
        if cle or (francais and len(signes) == _IBAN_FR):
            return morceau.end()
    if francais and len(signes) in _IBAN_A_PEU_PRES:
        return trouve.end()
    # « Du 06 04 2026 07 05 2026, au guichet ».
    dit = len(signes) >= _IBAN_MIN and not JOUR.search(trouve[0]) and _said(lu, trouve) == Espece.COMPTE
    return trouve.end() if dit else None


def _has_rib_key(signes: str) -> bool:
    if not (chiffres := signes.upper().translate(_RIB_LETTRES)).isdigit():
        return False
    banque, guichet, compte, cle = (int(chiffres[de:a]) for de, a in ((0, 5), (5, 10), (10, 21), (21, 23)))
    return (89 * banque + 15 * guichet + 3 * compte + cle) % 97 == 0


def _cards(lu: str) -> Iterator[ZoneLue]:
    formees = [trouve.span() for trouve in _CARTE.finditer(lu) if _is_card(lu, trouve)]
    reste = blank_out(lu, formees)
    dites = (trouve.span() for trouve in _CARTE_DITE.finditer(reste) if _said(reste, trouve) == Espece.CARTE)
    yield from (ZoneLue(debut, fin, Espece.CARTE) for debut, fin in (*formees, *dites))


def _is_card(lu: str, trouve: re.Match[str]) -> bool:
    """True for a right key, unless what is right beside it says what else it is."""
    return has_luhn(_figures(trouve[0])) and not is_called(lu, *trouve.span(), genres=_AUTRES)


def has_luhn(chiffres: str) -> bool:
    """True for what can be a card, a SIREN or a SIRET."""
    doubles = (int(chiffre) * (2 if rang % 2 else 1) for rang, chiffre in enumerate(reversed(chiffres)))
    return sum(sum(divmod(valeur, 10)) for valeur in doubles) % 10 == 0


# ── What only words tell ─────────────────────────────────────────────────────────────────────────────────────────────────

#: Two capitals that are no plate's nor a passport's, alone: little words, ways and letter boxes, what is measured.
_MOTS_DE_DEUX = r"(?!(?-i:A[NV]|B[DP]|C[EHLMSV]|DE|E[NST]|H[AG]|K[GM]|L[AE]|M[AELM]|NE|PL|R[DGT]|S[AE]|T[AE])\b)"
_SIX = r"(?:[ .]?[0-9]){6}"
#: The first sign, what follows it, and whether the shape is enough, unless something else is said beside it.
_DITS: Final = tuple(
    (genre, re.compile(rf"{premier}{_SEUL}(?:{suite}){_APRES}"), seul)
    for genre, premier, suite, seul in (
        (Espece.FISCAL, "[0-3]", r"(?:[ .]?[0-9]){12}", False),
        (Espece.FRANCE_TRAVAIL, "[0-9]", rf"{_SIX}(?:(?:[ .]?[0-9]){{1,4}}|[ .]?[A-Za-z](?:[ .]?[0-9]{{3}})?)?", False),
        (Espece.CAF, "[0-9]", r"[0-9]{6} ?[A-Z]", True),
        (Espece.CAF, "[0-9]", rf"{_SIX}(?: ?[A-Z]|[a-z])?", False),
        (Espece.TITRE_SEJOUR, "9", r"9[0-9]{8}", True),
        (Espece.TITRE_SEJOUR, "[0-9]", r"(?:[ .-]?[0-9]){8,9}", False),
        (Espece.TITRE_SEJOUR, "[A-Z0-9]", r"(?<=(?=(?:[A-Z]*[0-9]){6}).)[A-Z0-9]{8,11}", False),
        (Espece.PIECE, "[0-9]", rf"[0-9] ?{_MOTS_DE_DEUX}[A-Z]{{2}} ?[0-9]{{5}}(?! [A-Z])", True),
        # A driving licence: its year, its month, a département, a rank.
        (Espece.PIECE, "[0-9]", r"[0-9](?:0[1-9]|1[0-2])(?:[0-9]{2}|2[AB])[0-9]{6}", True),
        (Espece.PIECE, "[0-9]", r"[0-9] ?[A-Za-z]{2} ?[0-9]{5}|[0-9]{2}(?: [0-9]{3}){2}|(?: ?[0-9A-Z]){11}", False),
        (Espece.PIECE, "[A-Z]", r"[A-Z]{0,2} ?[0-9]{6,9}", False),
        (Espece.PIECE, "[A-Za-z0-9]", r"(?<=(?=(?:[A-Za-z]*[0-9]){2}).)[A-Za-z0-9]{6,11}", False),
    )
)
_AUTRES: Final = frozenset({"autre", "dossier"})


def _said(lu: str, trouve: re.Match[str]) -> str | None:
    return said_to_be(lu, *trouve.span())[0]


def _told(lu: str) -> Iterator[ZoneLue]:
    for genre, motif, seul in _DITS:
        ici = [trouve.span() for trouve in motif.finditer(lu) if _is_told(lu, trouve, genre, seul=seul)]
        yield from (ZoneLue(debut, fin, genre) for debut, fin in ici)
        lu = blank_out(lu, ici)


def _is_told(lu: str, trouve: re.Match[str], genre: Espece, *, seul: bool) -> bool:
    dit, lien = said_to_be(lu, *trouve.span())
    return (dit == genre or (seul and dit is None)) and not _is_telephone(trouve[0], lien)


def _is_telephone(numero: str, lien: str) -> bool:
    """True for ten digits like a telephone, unless they are written at one go right after what they are."""
    return _TELEPHONE.fullmatch(numero) is not None and not (numero.isdigit() and LIEN.fullmatch(lien))


#: Where its figures stand, an I, an L or an O is typed for one. A line may end after a hyphen.
_LETTRES_DE_PLAQUE, _TROIS_CHIFFRES = "[A-HJ-NP-TV-Z]", "(?=[IOL]{0,2}[0-9])[0-9IOL]{3}"
_A_LA_LIGNE = r"(?:(?<=-)\n)?"
_PLAQUE = re.compile(
    rf"(?<![\w-]){_LETTRES_DE_PLAQUE}{{2}}([ -]?){_A_LA_LIGNE}{_TROIS_CHIFFRES}"
    rf"\1{_A_LA_LIGNE}{_LETTRES_DE_PLAQUE}{{2}}(?![\w-])",
    re.IGNORECASE,
)
_PLAQUE_D_AVANT = re.compile(
    rf"(?<![\w-])[0-9]{{1,4}}[ -]?{_LETTRES_DE_PLAQUE}{{2,3}}[ -]?(?:[0-9]{{2}}|2[AB])(?![\w-])", re.IGNORECASE
)


#: By its shape alone, in capitals, its groups apart: « GH 482 LM », « 4821 WX 76 ».
_PLAQUE_NUE = re.compile(
    rf"{_MOTS_DE_DEUX}{_LETTRES_DE_PLAQUE}{{2}} [0-9]{{3}} {_MOTS_DE_DEUX}{_LETTRES_DE_PLAQUE}{{2}}"
    rf"|[0-9]{{3,4}} {_MOTS_DE_DEUX}{_LETTRES_DE_PLAQUE}{{2}} (?:[0-9]{{2}}|2[AB])"
)


def _plates(lu: str) -> Iterator[ZoneLue]:
    for motif in (_PLAQUE, _PLAQUE_D_AVANT):
        for trouve in motif.finditer(lu):
            # « De 300 km » is none, unless it is said to be one.
            formee = motif is _PLAQUE and (trouve[1] == "-" or (not trouve[1] and trouve[0].isupper()))
            formee = formee or _PLAQUE_NUE.fullmatch(trouve[0]) is not None
            dit = _said(lu, trouve)
            if dit == Espece.PLAQUE or (formee and dit not in _AUTRES):
                yield ZoneLue(*trouve.span(), Espece.PLAQUE)


# ── In letters ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_NOMBRE: Final = rf"(?:{'|'.join(sorted(CARDINAUX, key=len, reverse=True))}|[0-9]{{1,3}})"
#: Six numbers or more.
_LETTRES = re.compile(rf"(?<!\w){_NOMBRE}(?:(?:[ ,\n-]{{1,3}}| et ){_NOMBRE}){{5,60}}(?!\w)", re.IGNORECASE)
_EN_LETTRES_MIN, _NOMBRES_MIN = 4, 6
#: What is no article too.
_COMPTES = CARDINAUX - {"un", "une"}


def may_be_spelt(mots: Sequence[str], *, aussi: bool = False) -> bool:
    """True when enough of these words, folded, count something: most texts hold few. `aussi`: beside figures."""
    dits = _COMPTES.intersection(mots)
    if len(dits) >= _EN_LETTRES_MIN:
        return True
    return aussi and bool(dits) and sum(mot in CARDINAUX or mot.isdecimal() for mot in mots) >= _NOMBRES_MIN


#: How many figures each has.
_TAILLES: Final = {
    Espece.CAF: range(7, 9),
    Espece.TITRE_SEJOUR: range(9, 11),
    Espece.FRANCE_TRAVAIL: range(7, 12),
    Espece.FISCAL: range(13, 14),
    Espece.PIECE: range(7, 13),
    Espece.COMPTE: range(20, 28),
}


def _spelt(lu: str) -> Iterator[ZoneLue]:
    for trouve in _LETTRES.finditer(lu):
        mots = _MORCEAU.findall(trouve[0].lower())
        chiffres, dits = figures_of(mots), sum(map(str.isalpha, mots))
        if _NIR_MIN <= len(chiffres) <= _NIR_MAX and chiffres[0] in "123478" and is_plausible(chiffres):
            sur = dits >= _EN_LETTRES_MIN or has_key(chiffres) or (dits and is_named(lu, *trouve.span()))
            genre = Espece.NIR if sur else None
        else:
            genre = _kind_of_spelt(chiffres, _said(lu, trouve)) if dits >= _EN_LETTRES_MIN else None
        if genre:
            yield ZoneLue(*trouve.span(), genre)


def _kind_of_spelt(chiffres: str, dit: str | None) -> Espece | None:
    if len(chiffres) in _CARTES and (dit == Espece.CARTE or has_luhn(chiffres)):
        return Espece.CARTE
    return next((genre for genre, tailles in _TAILLES.items() if dit == genre and len(chiffres) in tailles), None)


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
