"""Sentences as they are read: cut, led by what they answer, reduced to their bare words.

The words below are those of the grammar.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.releve.identifiants import find_identifiants

#: Not written: where a word may be cut, where a line may break.
_INVISIBLES = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LIGNES = re.compile("\r\n?|[\f\v\u0085\u2028\u2029]")
#: Calls for footnotes: « [1] », « (1) » after a word, small figures.
_APPELS = re.compile(r"\s?\[\d{1,2}\]|(?<=\w)\(\d{1,2}\)|(?<=[^\W\d])[¹²³\u2070-\u2079]+")
#: The number of a page, alone on its line.
_PAGE = re.compile(r"[-–—\s]*(?:page\s+)?\d{1,3}(?:\s*(?:/|sur)\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_PUCE = re.compile(
    r"^(?:[-–—•·●▪◦■□*►➢➔→✓✗✘❖\uf0b7\uf0a7]\s*|[ivx]{1,4}\)\s+|(?:\d{1,2}°?|[a-z])[/)]\s+|\d{1,2}\.\s+)+", re.IGNORECASE
)
#: A list inside a line: « 1/ la durée 2/ les droits », « la durée ; • les droits ».
_DANS_LA_LIGNE = re.compile(r"\s+(?=\d{1,2}[/)]\s+\w)|\s*[•●▪◦■➢►❖\uf0b7\uf0a7]\s*")
_CESURE = re.compile(r"(\w+)[-‐\u2011]$")
#: What keeps its hyphen at the end of a line: « rendez-vous », « celui-ci », « bloc-notes ».
_COMPOSES = re.compile(
    "rendez|peut|celui|celle|ceux|celles|au|la|sous|non|mi|demi|bloc|porte|savoir|ci|pole|mots|vice|"
    "avant|après|contre|grand|elle|elles|eux|lui|soi|nous|vous|moi|pôle|socio|médico|psycho|inter|demi|libre",
    re.IGNORECASE,
)
#: A line that ends so goes on.
_INACHEVEE = re.compile(
    r"(?:,|\b(?:de|d['’]|du|des|le|la|les|l['’]|un|une|et|ou|à|au|aux|en|par|pour|sur|dans|avec|sans|que|qui|qu['’]|ce|ces|cette|"
    r"son|sa|ses|leurs?|notre|nos|ne|n['’]|se|s['’]|est|sont|a|ont|tout|toute|tous|toutes|plus|comme|dont))$",
    re.IGNORECASE,
)
_ACHEVEE = re.compile(r"[.!?…;]$")
_ANNONCE = re.compile(r"[:»\"]$")
#: A line as long as this, that nothing ends, was cut by the margin.
_MARGE = 55
#: How a paragraph ends is read in so much of it.
_BOUT = 40


def unwrap(texte: str) -> str:
    r"""The same text, one line for each paragraph or item.

    >>> unwrap("L’infor-\nmatique lit\ntout.\n• Rien n'est effacé")
    "L’informatique lit tout.\nRien n'est effacé"
    """
    sur_une_ligne = _APPELS.sub("", _LIGNES.sub("\n", _INVISIBLES.sub("", texte)))
    return "\n".join(_paragraphs(_DANS_LA_LIGNE.sub("\n• ", sur_une_ligne).split("\n")))


def _paragraphs(lignes: list[str]) -> Iterator[str]:
    courant, saut = "", False
    for brute in lignes:
        ligne = brute.strip()
        if not ligne or _PAGE.fullmatch(ligne):
            saut = True
            continue
        item = _PUCE.sub("", ligne, count=1)
        if courant and item == ligne and _goes_on(courant, ligne, saut=saut):
            courant = _joined(courant, ligne)
        else:
            if courant:
                yield courant
            courant = item
        saut = False
    if courant:
        yield courant


def _goes_on(avant: str, ligne: str, *, saut: bool) -> bool:
    """True when a line goes on with what stands before. `saut`: a blank or a page in between."""
    bout = avant[-_BOUT:]
    if _ACHEVEE.search(bout):
        return False
    if ligne[0].islower():
        return True
    return not (saut or _ANNONCE.search(bout)) and (len(avant) >= _MARGE or _INACHEVEE.search(bout) is not None)


def _joined(avant: str, ligne: str) -> str:
    cesure = _CESURE.search(avant[-_BOUT:])
    if cesure is None or not ligne[0].islower():
        return f"{avant} {ligne}"
    return f"{avant if _COMPOSES.fullmatch(cesure[1]) else avant[:-1]}{ligne}"


#: As many texts as a big grille has: what one types in a cell leaves the others as they were read.
_TEXTES = 256

#: Words that change nothing to what is said: they are neither kept in sentences nor looked for.
_VIDES = frozenset("le la les l un une des du de d au aux a ce cet cette ces leur leurs son sa ses en y se s".split())  # noqa: SIM905 - to be read
#: « Non au fichage »: who says so denies nothing.
_SLOGAN = re.compile(r"\bnon\s+(?:à\s+l(?:a\b|['’])|aux?\b)", re.IGNORECASE)
#: « Plus de mot de passe commun » says that there is none; « plus de cent », that there are many.
_PLUS_DE = re.compile(
    r"^\W*plus (?:de |d['’]|aucune? )"
    r"(?!\d|(?:un|une|deux|trois|quatre|cinq|six|dix|vingt|cent|mille|la|le)\b|\w+(?:aine|ier)s?\b)",
    re.IGNORECASE,
)
#: Another word for the same thing: only the second is looked for.
_SYNONYMES = {
    "progiciel": "logiciel",
    "progiciels": "logiciels",
    "appli": "application",
    "applis": "applications",
    "pc": "ordinateur",
    "rdv": "rendez vous",
}
_INCLUSIF = re.compile(r"(?<=\w)[·•.(](?:e|es|s|ne|nes|ere|eres|rice|rices|trice|trices)(?:[·•.)]+s)?\)?(?=\W|$)")
_MOT = re.compile(r"[a-z0-9]+|[,:()–—]")
#: « Saisir » is to type, or to bring a matter before someone: nothing here tells which. « La saisie » is typing: what leads a
#: noun stands before it.
_SAISIR = re.compile(
    r"\b(?:re|res)?saisi(?:r|s|t|e|es|ssons|ssez|ssent|ssant|ra|ront|rons|rait|raient|ssait|ssaient|ssions)?\b", re.IGNORECASE
)
_LE_NOM = re.compile(
    r"\b(?:l[ae]s?|une?|des?|du|d['’]|sans|cett?e|ces|leurs?|notre|nos|votre|vos|s[ae]s?|toutes?|aucune|chaque|par|à|après|avant|en)"
    r"\s*saisies?$",
    re.IGNORECASE,
)
#: Whom a letter greets: « Bonjour à tous, », « Mesdames, Messieurs, ». It says nothing.
_SALUT = re.compile(
    r"^\W*(?:bonjour|bonsoir|salut|ch[eè]re?s?|(?:mesdames|messieurs|madame|monsieur)(?=\s*,|\s+et\b))\b[^,!.:;?]*[,!]",
    re.IGNORECASE,
)
#: « À toutes les équipes, je vous écris »: whom one speaks to, before one does.
_ADRESSE = re.compile(r"^[^,.;:!?]{1,60},\s+(?=(?:je|nous)\s+vous\b)", re.IGNORECASE)
#: What would happen: « un tiers pourrait », « l'adresse serait lue ».
_CONDITIONNEL = re.compile(r"\b(?!devr)\w*(?:[ei]r|[dv]r|rr|aur)ai(?:t|ent) ")
_COUPURE = frozenset(",:()–—")
#: Where a sentence ends; where it turns against what it just said.
_PHRASES = re.compile(
    r"(?<=[.!?…])(?<!\bM\.)(?<!\bMM\.)(?<!\bM[re]\.)(?<!\bDr\.)(?<!\bMme\.)(?<!\bMlle\.)\s+(?=[^a-z\d\s»)])|;+"
)
#: What is answered, or listed, right after: « Qui lit ? Tout le monde. », « On transmet : … ; … ».
_QUESTION_BREVE, _ANNONCE_BREVE = 8, 12
_REVIREMENTS = re.compile(
    r",?\s+(?=(?:mais|alors que|alors qu['’]|tandis que)\b)|,\s+(?=(?:or|pourtant|cependant|toutefois)\s)"
)

#: « ne … que » and « n'importe qui » deny nothing.
_ANODIN = re.compile(
    r"\b(?:ne importe|ne cess\w*|ne cach\w* (?:pas|plus)|non seulement|pas seulement|pas uniquement|ne manqu\w* pas|"
    r"(?:rien|personne|nul) ne (?:empech|interdi|protege|garanti)\w*|ne (?:empech|interdi)\w* (?:pas|rien|nullement)|"
    r"ne (?:cach|dement|exclu|nie|conteste|ignor)\w* (?:pas|point)|ne (?:ont )?pas (?:dementi|exclu|nie|conteste|cache))\b"
)
#: « Il n'est pas rare d'y lire… » says that one does, whatever goes on with « ni ».
_LITOTE = re.compile(r"\bpas (?:si |bien )?(?:rare|exclu|exceptionnel\w*|difficile|impossible|anodin|innocent)\b")
_NIE = re.compile(
    r"\b(?:pas|aucun|aucune|jamais|ni|nul|nulle|interdi\w*|proscri\w*|prohib\w*|exclu|exclus|exclue|exclues|exclut|excluent)\b"
)
_NE = re.compile(r"\bne (?!.*\bque\b)")
#: « Nous craignons qu'il ne serve » denies nothing.
_NE_EXPLETIF = re.compile(
    r"\b(?:crai\w*|redout\w*|peur|evit\w*|empech\w*|avant|moins|plus|mieux|autrement) .*\bne\b(?!.*\b(?:rien|plus|point)\b)"
)
#: Who did not find that a thing is so says nothing of it: « n'a pas constaté que », « aucun élément n'établit ».
_RIEN_ETABLI = re.compile(
    r"\b(?:pas|jamais|rien) (?:ete )?(?:recueilli|releve|constate|trouve|etabli|observe)\w* (?:que|element|preuve|indice)s? "
    r"|\b(?:faux|inexact) que "
    r"|\b(?:aucun|pas) (?:element|preuve|indice)\w* (?:ne )?(?:etabli|montr|permet|prouv|atteste|indiqu|demontr)\w* "
)
_JUSTE_AVANT = re.compile(r"\b(?:sans(?! parler| compter| oublier)|non|hors|sauf|pas|zero) (?:\S+ )?$")
#: After a denial, pieces as short as this, and without a verb, go on with its list: « ne sont pas notés : le NIR, la CAF ».
_SUITE = 6
_VERBE = re.compile(
    r"\b(?:est|sont|ete|etaient|etait|ont|peut|peuvent|doit|doivent|sera|seront|fait|font|lit|lisent|voit|voient|"
    r"avez|avons|pouvez|pouvons|devez|etes|(?!souvent|parent|argent|agent)[a-z]{3,}(?<!m)ent)\b"
)
_SI = "si "
#: Where a new clause begins without a comma.
_CLAUSES = re.compile(r", |(?<!\S)et (?=(?:personne|nul|on|nous|il|elle|ils|elles|chacun|tout|tous) )")


def bare_words(texte: str) -> str:
    """A sentence as its bare words, each followed by a space; what cuts it is a comma.

    >>> bare_words("L’ensemble du personnel, n'importe qui…")
    'ensemble personnel , ne importe qui '
    """
    plie = _INCLUSIF.sub("", fold(_PLUS_DE.sub("aucun ", _SLOGAN.sub("", texte)))).replace("'", "e ")
    mots = ("," if mot in _COUPURE else _SYNONYMES.get(mot, mot) for mot in _MOT.findall(plie))
    return "".join(f"{mot} " for mot in mots if mot not in _VIDES)


@dataclass(frozen=True)
class PhraseLue:
    """One sentence of a passage, or what of it stands before or after a « mais »."""

    texte: str = field(repr=False)
    #: The whole sentence, to be quoted.
    entiere: str = field(default="", repr=False)
    #: What it answers or goes on with: its words are read too, but say nothing alone.
    amorce: str = field(default="", repr=False)
    #: What was worked out of it, by what worked it out: a sentence that stays is read once.
    notes: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)
    #: True: « saisir » is not read in it.
    tait: bool = False

    @cached_property
    def mots(self) -> str:
        """Its bare words, after those that lead to it."""
        return self._menee + bare_words(_ungreeted(self.texte))

    @cached_property
    def tapes(self) -> str:
        """The same words in the same places, but the verb « saisir » where it is not read."""
        if not self.tait:
            return self.mots
        verbes = iter((*_seizing(self.amorce), *_seizing(self.texte)))
        return _SAISIR.sub(lambda mot: "x" * len(mot[0]) if next(verbes, True) else mot[0], self.mots)

    @cached_property
    def sans_saisir(self) -> "PhraseLue":
        """The same without the verb « saisir »: itself when it has none."""
        if not any((*_seizing(self.amorce), *_seizing(self.texte))):
            return self
        return PhraseLue(self.texte, self.entiere, self.amorce, tait=True)

    @cached_property
    def _menee(self) -> str:
        return f"{bare_words(self.amorce).rstrip(' ,')} , " if self.amorce else ""

    @property
    def debut(self) -> int:
        """Where its own words begin."""
        return len(self._menee)

    @property
    def question(self) -> bool:
        """True when it asks."""
        return self.texte.rstrip(' \u00a0\u202f»")').endswith("?")

    @cached_property
    def has_verb(self) -> bool:
        """True when it says what something does or is, and not only names it."""
        return _VERBE.search(self.mots) is not None

    @cached_property
    def conditionnelle(self) -> bool:
        """True when it tells what would happen, and not what does."""
        return _CONDITIONNEL.search(self.mots) is not None

    @cached_property
    def identifies(self) -> bool:
        """True when it holds a number that identifies someone elsewhere."""
        return bool(find_identifiants(self.texte))

    @cached_property
    def rien_etabli(self) -> bool:
        """True when it tells what nobody found."""
        return _RIEN_ETABLI.search(self.mots) is not None

    def denies(self, debut: int, fin: int) -> bool:
        """True when what stands there is denied or forbidden. A question denies nothing: « N'est-ce pas un fichier ? »."""
        if self.question or _LITOTE.search(self.mots):
            return False
        if self.rien_etabli or _JUSTE_AVANT.search(self.mots[:debut]):
            return True
        return any(nie for (de, a, nie) in self._morceaux if de < fin and debut < a)

    @cached_property
    def _morceaux(self) -> tuple[tuple[int, int, bool], ...]:
        """The pieces between commas: from, to, and whether they deny."""
        morceaux: list[tuple[int, int, bool]] = []
        debut, avant = 0, False
        coupures = [*((coupure.start(), coupure.end()) for coupure in _CLAUSES.finditer(self.mots)), (len(self.mots),) * 2]
        for fin, suivant in coupures:
            morceau = self.mots[debut:fin]
            suite = avant and len(morceau.split()) <= _SUITE and not _VERBE.search(morceau)
            nie = suite or _is_denial(morceau)
            morceaux.append((debut, fin, nie))
            # « S'il n'est pas d'accord, la CNIL » denies nothing of the CNIL.
            avant = nie and not morceau.startswith(_SI)
            debut = suivant
        return tuple(morceaux)


def _ungreeted(texte: str) -> str:
    """The same without whom it greets or is written to."""
    dit = _SALUT.sub("", texte)
    adresse = _ADRESSE.match(dit)
    return dit if adresse is None or _VERBE.search(bare_words(adresse[0])) else dit[adresse.end() :]


def _seizing(texte: str) -> Iterator[bool]:
    """For each « saisir » and « saisie » of a text, in order: True for the verb."""
    return (_LE_NOM.search(texte, 0, trouve.end()) is None for trouve in _SAISIR.finditer(texte))


def _is_denial(morceau: str) -> bool:
    sur = _ANODIN.sub("", morceau)
    return _NIE.search(sur) is not None or (_NE.search(sur) is not None and _NE_EXPLETIF.search(sur) is None)


@lru_cache(_TEXTES)
def sentences(texte: str) -> "tuple[PhraseLue, ...]":
    """The sentences of a text, cut where they turn against themselves."""
    return tuple(
        PhraseLue(morceau.strip(), f"{amorce} {phrase}".strip(), amorce)
        for amorce, phrase in _led(texte)
        for morceau in _REVIREMENTS.split(phrase)
        if morceau.strip()
    )


def _led(texte: str) -> Iterator[tuple[str, str]]:
    """Each sentence, with the short question or the head of a list right before it."""
    tete = ""
    for ligne in unwrap(texte).split("\n"):
        amorce = tete
        for phrase in filter(None, map(str.strip, _PHRASES.split(ligne))):
            yield amorce, phrase
            amorce = phrase if _leads(phrase) else ""
        # A list goes on until one of its items ends.
        tete = amorce or (tete if ligne.endswith((";", ",")) else "")


def _leads(phrase: str) -> bool:
    mots = len(phrase.split())
    return (phrase.endswith("?") and mots <= _QUESTION_BREVE) or (phrase.endswith(":") and mots <= _ANNONCE_BREVE)


def forget_texts() -> None:
    """Keeps nothing of what was read."""
    sentences.cache_clear()
    followed_by.cache_clear()


@lru_cache(_TEXTES)
def followed_by(phrase: PhraseLue, suivante: PhraseLue) -> PhraseLue:
    """Two sentences as one, for what is said in both: « on réclame un rapport ; sinon, rien »."""
    ensemble = phrase.entiere if phrase.entiere == suivante.entiere else f"{phrase.entiere} {suivante.entiere}"
    return PhraseLue(f"{phrase.texte}, {suivante.texte}", ensemble)
