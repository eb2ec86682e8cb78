"""What files of bodies have in common: postcodes that lost their zero, addresses that are those of an office or of someone."""

import csv
import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import IO, Any

from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.personnes.annuaire import LigneLue
from droits_usagers.domain.socle.errors import ExpectedError, Panne

#: What stands for an empty cell.
_RIEN = frozenset({"null", "none", "neant", "n/a", "-"})
_COURT = max(map(len, _RIEN))
_POSTAL = re.compile(r"(?<!\d)(\d{4,5})(?!\d)")
_SUITE_POSTAL = re.compile(r"^\s*\d{4,5}\s*(.*)$", re.DOTALL)
_COURRIEL = re.compile(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+")
_LETTRES = re.compile(r"[a-z]+")
_SIREN_SERRE = 9
_SIREN = re.compile(r"^(\d{9})(?:\d{5})?$")
#: Places kept at hand while a file is read.
_LIEUX = 65_536
#: Letters of a word that is no syllable of a name.
_LONG = 5
#: Digits of a French postcode.
_CHIFFRES = 5


@dataclass(frozen=True)
class MotsImport:
    """The words by which cells are read: of `resources/annuaire/imports.toml`."""

    cnil: dict[str, str]
    #: Columns of the same file that are left there.
    cnil_autres: frozenset[str]
    dila: dict[str, str]
    courriel: tuple[str, ...]
    siren: tuple[str, ...]
    fonctions: frozenset[str]
    autour: frozenset[str]
    france: frozenset[str]

    @cached_property
    def _d_un_bureau(self) -> re.Pattern[str]:
        mots = sorted(self.fonctions | self.autour, key=len, reverse=True)
        return re.compile(f"(?:{'|'.join(mots)})+")

    @cached_property
    def office_mailbox(self) -> Callable[[str], str]:
        """The first address in a text that is that of an office (« dpo@ »); empty where each may be someone's.

        Every word before the « @ » is known, and one of them at least says what the office is for.
        """
        # One delegate watches over the data of many bodies.
        return lru_cache(_LIEUX)(lambda texte: next(filter(self._is_office, _addresses(texte)), ""))

    def _is_office(self, courriel: str) -> bool:
        mots = _LETTRES.findall(fold(courriel.partition("@")[0]))
        return all(map(self._is_known, mots)) and any(dite in mot for mot in mots for dite in self.fonctions)

    def _is_known(self, mot: str) -> bool:
        """A word of the lists, or several in one with a long one among them: short ones make names (« lacil »).

        A letter alone is an initial.
        """
        connus = self.fonctions | self.autour
        if len(mot) == 1 or mot in connus:
            return len(mot) > 1
        return self._d_un_bureau.fullmatch(mot) is not None and any(len(dite) >= _LONG and dite in mot for dite in connus)

    @cached_property
    def place(self) -> Callable[[str, str, str], tuple[str, str]]:
        """A postcode, a town and a country as an address ends: a zero that was lost is back; abroad, the country is said."""
        # The same towns come again and again.
        return lru_cache(_LIEUX)(self._place)

    def _place(self, code_postal: str, ville: str, pays: str) -> tuple[str, str]:
        code, ville = text_of(code_postal), text_of(ville)
        if fold(text_of(pays)) not in self.france:
            return code, ", ".join(filter(None, (ville, text_of(pays).upper())))
        trouve = _POSTAL.search(code)
        if trouve is None:
            return "", ville
        # « 59000 CEDEX 9 »: what follows is the end of the town.
        suite = text_of(_SUITE_POSTAL.sub(r"\1", code))
        if suite and fold(suite) not in fold(ville):
            ville = f"{ville} {suite}".strip()
        return trouve[1].zfill(_CHIFFRES), ville


def text_of(valeur: object) -> str:
    """A cell in one line, its spaces plain; empty for what stands for nothing (« NULL »)."""
    if not isinstance(valeur, str):
        valeur = str(valeur) if isinstance(valeur, int) and not isinstance(valeur, bool) else ""
    texte = " ".join(valeur.split())
    return "" if len(texte) <= _COURT and texte.lower() in _RIEN else texte


def siren_of(texte: str) -> str:
    """The nine digits of a SIREN or of a SIRET, however they are spaced; empty for anything else."""
    if len(texte) == _SIREN_SERRE and texte.isdecimal():
        return texte
    trouve = _SIREN.match("".join(texte.split()))
    return trouve[1] if trouve else ""


def day_of(trouve: re.Match[str] | None) -> dt.date | None:
    """The day of a match whose groups are a day, a month and a year, else a year, a month and a day; None if it is no day."""
    if trouve is None:
        return None
    jour, mois, annee, *autres = trouve.groups()
    try:
        return dt.date(int(annee), int(mois), int(jour)) if jour else dt.date(*map(int, autres))
    except ValueError:
        return None


def _addresses(texte: str) -> Iterator[str]:
    yield from (trouve[0].strip(".'-") for trouve in _COURRIEL.finditer(texte))


_SEPARATEURS = ";,\t"
_JOUR = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})|^(\d{4})-(\d{2})-(\d{2})")
#: Without these two, the file is another one.
_PROPRES = ("nom", "siren")
#: What is read, in the order `_line` takes it.
_LUES = ("siren", "nom", "voie", "code_postal", "ville", "pays", "designe_le", "courriel")
_CELLULE_MAX = 131_072
#: Days kept at hand.
_JOURS = 8_192


class LecteurCnil:
    """One file. `premiere`: its line of headings."""

    def __init__(self, premiere: str, mots: MotsImport, *, fichier: str) -> None:
        self._mots, self._fichier = mots, fichier
        self._voulues = {cle: _heading(entete) for cle, entete in mots.cnil.items()}
        self._separateur, ecrites = max(
            ((un, next(csv.reader([premiere.removeprefix("\ufeff")], delimiter=un), [])) for un in _SEPARATEURS),
            key=lambda paire: len(paire[1]),
        )
        self._entetes = [_heading(ecrite) for ecrite in ecrites]
        #: The headings that nothing is read under.
        self.unread = tuple(
            ecrite for ecrite in ecrites if ecrite and _heading(ecrite) not in {*self._voulues.values(), *mots.cnil_autres}
        )

    @property
    def is_one(self) -> bool:
        """False for any other table."""
        return all(self._voulues[cle] in self._entetes for cle in _PROPRES)

    def ranks(self) -> Mapping[str, int]:
        """Where each thing is. Raises ExpectedError ANNUAIRE_COLONNE for a heading that is not there."""
        for cle, entete in self._voulues.items():
            if entete not in self._entetes:
                raise ExpectedError(Panne.ANNUAIRE_COLONNE, fichier=self._fichier, cle=self._mots.cnil[cle])
        return {cle: self._entetes.index(entete) for cle, entete in self._voulues.items()}

    def read(self, lignes: Iterable[str]) -> Iterator[LigneLue]:
        """What each line under the headings says, whatever its other columns hold. A body without a name has an empty one.

        Raises ExpectedError ANNUAIRE_COLONNE, or ANNUAIRE_ILLISIBLE.
        """
        rangs = self.ranks()
        dernier, voulues = max(rangs.values()) + 1, itemgetter(*(rangs[cle] for cle in _LUES))
        csv.field_size_limit(_CELLULE_MAX)
        try:
            for cellules in csv.reader(lignes, delimiter=self._separateur):
                if any(cellules):
                    completes = cellules if len(cellules) >= dernier else [*cellules, *[""] * dernier]
                    yield self._line(*voulues(completes))
        except csv.Error as error:
            raise ExpectedError(Panne.ANNUAIRE_ILLISIBLE, fichier=self._fichier) from error

    def _line(self, *dites: str) -> LigneLue:
        siren_dit, nom_dit, voie_dite, postal_dit, ville_dite, pays, jour, courriel = dites
        siren, nom, voie = siren_of(siren_dit), text_of(nom_dit), text_of(voie_dite)
        code_postal, ville = self._mots.place(postal_dit, ville_dite, pays)
        return LigneLue(
            nom,
            voie=(voie,) if voie else (),
            code_postal=code_postal,
            ville=ville,
            siren=siren,
            courriel=self._mots.office_mailbox(courriel),
            releve_le=_day(jour),
            cle=siren or f"{fold(nom)}|{code_postal}",
        )


def _heading(texte: str) -> str:
    return " ".join(fold(texte).split())


@lru_cache(_JOURS)
def _day(texte: str) -> dt.date | None:
    return day_of(_JOUR.match(texte.strip()))


#: What the list of bodies is called: in the whole file, in the two versions of the API; a bare list, in its export.
_DEBUT = re.compile(r'^\s*(?:\[|\{.*?"(?:service|results|records)"\s*:\s*\[)', re.DOTALL)
#: Where the version that is older puts what a body says.
_DANS = ("fields", "record")
_ENTRE = re.compile(r"[\s,]*")
#: Characters read at once, and the largest body.
_PART, _CORPS_MAX = 262_144, 4_194_304
_JOUR_DILA = re.compile(r"^(\d{2})/(\d{2})/(\d{4})|^(\d{4})-(\d{2})-(\d{2})")
_VOIE = ("complement1", "complement2", "numero_voie", "service_distribution")
#: Where letters are to be sent, when it is not where people go.
_POSTALE = "adresse postale"

_Objet = Mapping[str, Any]


def read_dila(flux: IO[str], mots: MotsImport, *, fichier: str) -> Iterator[LigneLue]:
    """What each body says; one without a name has an empty one. Raises ExpectedError ANNUAIRE_ILLISIBLE."""
    for objet in _objects(flux, fichier):
        yield _line(_within(objet), mots)


def _objects(flux: IO[str], fichier: str) -> Iterator[_Objet]:
    decodeur = json.JSONDecoder()
    texte, place = _after_start(flux, fichier), 0
    while True:
        trouve = _ENTRE.match(texte, place)
        place = trouve.end() if trouve else place
        try:
            objet, fin = decodeur.raw_decode(texte, place)
        except (ValueError, RecursionError) as error:
            if texte[place : place + 1] == "]":
                return
            # It may only be cut.
            suite = "" if isinstance(error, RecursionError) or len(texte) - place > _CORPS_MAX else flux.read(_PART)
            if not suite:
                raise ExpectedError(Panne.ANNUAIRE_ILLISIBLE, fichier=fichier) from error
            texte, place = texte[place:] + suite, 0
            continue
        if not isinstance(objet, dict):
            raise ExpectedError(Panne.ANNUAIRE_ILLISIBLE, fichier=fichier)
        yield objet
        place = fin


def _after_start(flux: IO[str], fichier: str) -> str:
    debut = flux.read(_PART).removeprefix("\ufeff")
    trouve = _DEBUT.match(debut)
    if trouve is None:
        raise ExpectedError(Panne.ANNUAIRE_ILLISIBLE, fichier=fichier)
    return debut[trouve.end() :]


def _within(objet: _Objet) -> _Objet:
    for cle in _DANS:
        dedans = objet.get(cle)
        if isinstance(dedans, dict) and "nom" not in objet:
            return _within(dedans)
    return objet


def _line(objet: _Objet, mots: MotsImport) -> LigneLue:
    pivots = _tables(objet.get("pivot"))
    adresse = _address(_tables(objet.get("adresse")))
    code_postal, ville = mots.place(
        text_of(adresse.get("code_postal")), text_of(adresse.get("nom_commune")), text_of(adresse.get("pays"))
    )
    communes = [text_of(objet.get("code_insee_commune")), *_texts(pivots[0].get("code_insee_commune") if pivots else None)]
    modifie = text_of(objet.get("date_modification_datetime")) or text_of(objet.get("date_modification"))
    return LigneLue(
        text_of(objet.get("nom")),
        genre=mots.dila.get(text_of(pivots[0].get("type_service_local")), "") if pivots else "",
        commune=next(filter(None, communes), ""),
        voie=tuple(filter(None, (text_of(adresse.get(cle)) for cle in _VOIE))),
        code_postal=code_postal,
        ville=ville,
        siren=siren_of(text_of(objet.get("siren")) or text_of(objet.get("siret"))),
        courriel=mots.office_mailbox(" ".join(_texts(objet.get("adresse_courriel")))),
        releve_le=day_of(_JOUR_DILA.match(modifie)),
        cle=text_of(objet.get("id")),
    )


def _address(adresses: Sequence[_Objet]) -> _Objet:
    postale = (une for une in adresses if text_of(une.get("type_adresse")).lower() == _POSTALE)
    return next(postale, adresses[0] if adresses else {})


def _unfolded(valeur: object) -> object:
    """A list, though it was written as a text."""
    if isinstance(valeur, str) and valeur[:1] in {"[", "{"}:
        try:
            return json.loads(valeur)
        except (ValueError, RecursionError):
            return valeur
    return valeur


def _listed(valeur: object) -> list[Any]:
    lue = _unfolded(valeur)
    return lue if isinstance(lue, list) else [lue]


def _tables(valeur: object) -> list[_Objet]:
    return [une for une in _listed(valeur) if isinstance(une, dict)]


def _texts(valeur: object) -> list[str]:
    return [text_of(une.get("valeur") if isinstance(une, dict) else une) for une in _listed(valeur)]
