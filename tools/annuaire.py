"""Makes what the program ships of the annuaire, from public files kept elsewhere: same files in, same bytes out.

`python -m tools.annuaire DONNEES` writes `resources/annuaire/*.csv.xz` and their hashes; `--verifier` only says whether what is
there is what the hashes promise. `LISEZMOI.md` of DONNEES says where each file comes from, and its licence. Telephones, e-mail
addresses and web sites of 2019 are left behind: the program uses none.
"""

import argparse
import csv
import gzip
import hashlib
import io
import lzma
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from droits_usagers.domain.mots.pliage import words
from tools.acces_droit import nearest_lines

RACINE = Path(__file__).resolve().parent.parent
SORTIE = RACINE / "resources" / "annuaire"
EMPREINTES = "empreintes.toml"

#: The columns of what is shipped, in order.
SERVICES = ("genre", "code_insee", "departement", "nom", "service", "voie", "code_postal", "ville", "source", "succession")
#: Before these columns, the postcodes that it is the nearest to, or how they begin.
POUR = "codes_postaux"
COMMUNES = ("code_insee", "nom", "departement", "codes_postaux", "siren", "population", "de", "autorite")

#: Where an entry comes from; `R`: named by a rule, without an address.
DILA, CADA, REGLE = "D", "C", "R"

#: What a page of Windows became when it was read as Latin-1.
_MOJIBAKE = str.maketrans({"\x9c": "œ", "\x8c": "Œ", "\x92": "'", "\x96": "-", "’": "'", "\xa0": " "})
#: Slips of the source, that any reader would mend.
_COQUILLES = (
    *(("Maison dela ", "Maison de la "), ("(Caf)", "(CAF)"), ("Pont d'accès", "Point d'accès")),
    ("Tribunal administratif - Cergy", "Tribunal administratif de Cergy"),
)
#: A step before us put a 0 before four digits that begin by 1, anywhere in a street: « 8 mai 01945 », « BP 010439 ».
_ZERO_DE_TROP = re.compile(r"(?<!\d)(?:0(1\d{3})|(\d)0(1\d{3})|0(1\d{4}))(?!\d)")
_ESPACES = re.compile(r"\s+")
_CEDEX = re.compile(r"\s*,?\s*\bcedex\b\s*(\d*)\s*$", re.IGNORECASE)
#: Lines of an address of 2019 that name a desk or someone, and no place.
_BUREAU = re.compile(
    r"^(monsieur|madame|direction|service|p[ôo]le|mission|secr[ée]tariat|bureau|chef|d[ée]l[ée]gation|cellule|"
    r"conservateur|directeur|charg[ée]e?|conseil d[ée]partemental|d[ée]partement (du|de|des))\b",
    re.IGNORECASE,
)
#: « Genre - Place », or « Genre de Place ».
_LIEU = re.compile(r"^(?P<genre>.*?)\s*-\s+(?P<lieu>.+)$")
_ARRONDISSEMENT = re.compile(r"^(\w+) (\d+er? arrondissement)$")
#: A longer part of an address is an explanation.
_LIGNE = 90
_PETITS = frozenset({"de", "du", "des", "la", "le", "les", "sur", "sous", "en", "et", "aux", "au", "lès", "l", "d", "a", "à"})


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today, or one of 2019 that is part of another since (no SIREN, no inhabitants told)."""

    code_insee: str
    nom: str
    departement: str
    codes_postaux: tuple[str, ...]
    siren: str = ""
    population: int = 0


@dataclass(frozen=True, slots=True)
class Ligne:
    """An entry, as shipped."""

    genre: str
    code_insee: str
    departement: str
    nom: str
    service: str = ""
    voie: str = ""
    code_postal: str = ""
    ville: str = ""
    source: str = DILA
    succession: str = ""


def main(arguments: list[str]) -> int:
    """0 when done, or when what is there is right; 1 otherwise."""
    lecture = argparse.ArgumentParser(prog="python -m tools.annuaire", description=__doc__)
    lecture.add_argument("donnees", type=Path, nargs="?")
    lecture.add_argument("--verifier", action="store_true")
    dit = lecture.parse_args(arguments)
    if dit.verifier:
        faux = altered(SORTIE)
        print("\n".join(faux) or "annuaire : rien n'a changé")
        return 1 if faux else 0
    if dit.donnees is None:
        lecture.error("DONNEES ?")
    write(build(dit.donnees))
    write({"acces_droit.csv.xz": _packed((POUR, *SERVICES), nearest_lines(SORTIE.parent, RACINE / "letter_templates"))})
    return 0


def write(fichiers: Mapping[str, bytes]) -> None:
    """Ships them, and the hashes of all that is shipped."""
    for nom, contenu in fichiers.items():
        (SORTIE / nom).write_bytes(contenu)
        print(nom, len(contenu))
    sommes = "".join(f'"{chemin.name}" = "{_digest(chemin)}"\n' for chemin in sorted(SORTIE.glob("*.csv.xz")))
    entete = "# Made by `python -m tools.annuaire`: what each file must be when it is read.\nformat = 1\n\n[sha256]\n"
    (SORTIE / EMPREINTES).write_text(entete + sommes, "utf-8")


def altered(dossier: Path) -> list[str]:
    """The shipped files that are not what `empreintes.toml` says, or are not there."""
    promises: Mapping[str, str] = tomllib.loads((dossier / EMPREINTES).read_text("utf-8"))["sha256"]
    return [nom for nom, promise in promises.items() if not (dossier / nom).is_file() or _digest(dossier / nom) != promise]


def build(donnees: Path) -> dict[str, bytes]:
    """What is made of these files alone, by the name it is shipped under."""
    atelier = Atelier(donnees)
    lignes = sorted(
        atelier.services(), key=lambda une: (une.genre, une.departement, une.code_insee, une.nom, une.service, une.voie)
    )
    communes = sorted(atelier.communes.values(), key=lambda une: une.code_insee)
    return {
        "services.csv.xz": _packed(SERVICES, ([getattr(ligne, champ) for champ in SERVICES] for ligne in lignes)),
        "communes.csv.xz": _packed(COMMUNES, map(atelier.plain_commune, communes)),
    }


def _packed(colonnes: Iterable[str], lignes: Iterable[Iterable[object]]) -> bytes:
    texte = io.StringIO()
    ecrit = csv.writer(texte, delimiter=";", lineterminator="\n")
    ecrit.writerow(colonnes)
    ecrit.writerows(lignes)
    return lzma.compress(texte.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME)


def _digest(chemin: Path) -> str:
    return hashlib.sha256(chemin.read_bytes()).hexdigest()


# Words


def mended(texte: str) -> str:
    """The text as it was meant: letters, quotes and spaces."""
    propre = _ESPACES.sub(" ", texte.translate(_MOJIBAKE)).strip()
    for faute, juste in _COQUILLES:
        propre = propre.replace(faute, juste)
    return propre


def mended_street(voie: str) -> str:
    """The same for a street, without the zeros that a step before us put in its numbers.

    >>> mended_street("17 avenue du 8-Mai-01945 - CS 010439")
    '17 avenue du 8-Mai-1945 - CS 10439'
    """
    propre = _ZERO_DE_TROP.sub(lambda trouve: "".join(filter(None, trouve.groups())), mended(voie))
    return " - ".join(partie for partie in propre.split(" - ") if len(partie) <= _LIGNE)


def plain(nom: str) -> str:
    """A place, as compared: « ST OUEN » is « Saint-Ouen »."""
    return " ".join(
        {"st": "saint", "ste": "sainte"}.get(mot, mot) for mot in re.findall(r"[a-z0-9]+", " ".join(_all_words(nom)))
    )


def placed(genre: str, de: str) -> str:
    """A body and where it is, said once.

    >>> placed("Maison du droit", "de Lille"), placed("Maison du droit de Mont-De-Marsan", "de Mont-de-Marsan")
    ('Maison du droit de Lille', 'Maison du droit de Mont-De-Marsan')
    """
    return genre if f" {plain(genre)}".endswith(f" {plain(de)}") else f"{genre} {de}"


def _all_words(nom: str) -> Iterator[str]:
    for mot in nom.split():
        yield " ".join(words(mot))


def capitalised(ville: str) -> str:
    """A town in capitals that no list knows, as on a sign; anything else as it is.

    >>> capitalised("BORDEAUX LAC"), capitalised("Le Port")
    ('Bordeaux-Lac', 'Le Port')
    """
    if not ville.isupper():
        return ville
    mots = ville.lower().replace("'", "' ").replace("-", " ").split()
    dits = [mot if rang and mot.strip("'") in _PETITS else mot.capitalize() for rang, mot in enumerate(mots)]
    return "-".join(dits).replace("'-", "'")


class Atelier:
    """The files read, and what is made of them."""

    def __init__(self, donnees: Path) -> None:
        self._dits = tomllib.loads((RACINE / "tools" / "annuaire.toml").read_text("utf-8"))
        self._genres = {un["id"]: un for un in tomllib.loads((SORTIE / "genres.toml").read_text("utf-8"))["genre"]}
        lus = tomllib.loads((SORTIE / "departements.toml").read_text("utf-8"))["departement"]
        self._departements: dict[str, Mapping[str, str]] = {un["code"]: un for un in lus}
        self._de_departement: dict[str, str] = {plain(un["nom"]): un["de"] for un in lus} | {"reunion": "de La Réunion"}
        self._h_muet = frozenset(self._dits["h_muet"])
        with gzip.open(donnees / "communes.csv.gz", "rt", encoding="utf-8") as fichier:
            self.communes = {une.code_insee: une for une in map(_commune, csv.DictReader(fichier, delimiter=";"))}
        with gzip.open(donnees / "annuaire-2019.csv.gz", "rt", encoding="utf-8") as fichier:
            self._bruts = [*csv.DictReader(fichier, delimiter=";")]
        with (donnees / "autorites-cada-2019.csv").open(encoding="utf-8") as fichier:
            self._cada = [*csv.DictReader(fichier, delimiter=";")]
        self._noms = {plain(une.nom): une.nom for une in sorted(self.communes.values(), key=lambda une: une.population)}
        self._codes = {f"{une.departement} {une.nom}": une.code_insee for une in self.communes.values()}
        self._lyon = frozenset(self._dits["metropole_lyon"])
        #: The kinds named otherwise than by their place.
        self._nommer: Mapping[str, Callable[[Ligne], Ligne | None]] = {
            "mairie": self._mairie,
            "departement": self._council,
            "pmi": self._pmi,
            "mdph": self._mdph,
            "region": self._region,
            "epci": self._epci_line,
            "tribunal_judiciaire": self._tgi,
            "tribunal_proximite": self._ti,
            "tribunal_enfants": self._tpe,
            "point_acces_droit": self._justice,
            "maison_justice_droit": self._justice,
        }
        self._add_former()

    def _add_former(self) -> None:
        """The arrondissements, and the communes that only the entries of 2019 know: they are part of another since."""
        for premier, combien, ville in ((75101, 20, "75056"), (69381, 9, "69123"), (13201, 16, "13055")):
            for rang in range(combien):
                code, entiere = str(premier + rang), self.communes[ville]
                postal = f"{entiere.departement}0{rang + 1:02}"
                nom = f"{entiere.nom} {rang + 1}{'e' if rang else 'er'} arrondissement"
                self.communes[code] = Commune(code, nom, entiere.departement, (postal,))
        for brut in sorted(self._bruts, key=lambda un: un["genre"] != "mairie"):
            code = brut["code_insee"]
            if code not in self.communes and _departement(code) in self._departements:
                nom = (
                    mended(brut["nom"]).removeprefix("Mairie - ")
                    if brut["genre"] == "mairie"
                    else self._town(brut["ville"], "")[0]
                )
                nom = _LIEU.sub(r"\g<lieu>", nom) if "éléguée" in nom else nom.replace(" - ", " ")
                self.communes[code] = Commune(code, nom, _departement(code), (brut["code_postal"],))
        for nom, (code, ville) in self._dits["associees"].items():
            self.communes[code] = Commune(code, nom, self.communes[ville].departement, ())

    # Places

    def of(self, nom: str) -> str:
        """« de » and the name, as it is said: « du Havre », « des Abymes », « de La Rochelle », « d'Amiens »."""
        arrondissement = _ARRONDISSEMENT.match(nom)
        if arrondissement is not None:
            return f"du {arrondissement[2]} de {arrondissement[1]}"
        article, _, reste = nom.partition(" ")
        if article in {"Le", "Les"} and reste:
            return f"{'du' if article == 'Le' else 'des'} {reste}"
        elidee = words(nom[:1])[:1] and words(nom[:1])[0] in "aeiouy" and not nom.startswith(("Oui", "Yu", "Ya", "Ye", "Yo"))
        return f"d'{nom}" if elidee or nom in self._h_muet else f"de {nom}"

    def plain_commune(self, commune: Commune) -> tuple[object, ...]:
        """A commune, as shipped."""
        return (
            *(commune.code_insee, commune.nom, commune.departement, " ".join(commune.codes_postaux)),
            *(commune.siren, commune.population or "", self.of(commune.nom), self._special(commune)),
        )

    def _special(self, commune: Commune | None) -> str:
        """Who has the powers of the département there, where it is not the département."""
        lyonnaise = (
            commune is not None and commune.departement == "69" and (commune.nom in self._lyon or _is_ward(commune.code_insee))
        )
        return "Métropole de Lyon" if lyonnaise else ""

    def _town(self, ville: str, code_insee: str) -> tuple[str, str]:
        """A town as on a sign, and its cedex."""
        propre = mended(ville)
        cedex = _CEDEX.search(propre)
        nue = propre[: cedex.start()] if cedex else propre
        suite = f" cedex {cedex[1]}".rstrip() if cedex else ""
        commune = self.communes.get(code_insee)
        if commune is not None and plain(commune.nom) in {
            plain(nue),
            *(f"{le} {plain(nue)}" for le in ("l", "le", "la", "les")),
        }:
            return commune.nom, suite
        return (self._noms.get(plain(nue), capitalised(nue)) if nue.isupper() else nue), suite

    def _place(self, lieu: str, code_insee: str) -> str:
        """« de » and the place that a name ends with; empty when it is not one that we know."""
        if plain(lieu) in self._de_departement:
            return self._de_departement[plain(lieu)]
        debut, tiret, suite = lieu.partition(" - ")
        nom, _ = self._town(debut, code_insee)
        if plain(debut) not in self._noms and nom not in {une.nom for une in (self.communes.get(code_insee),) if une}:
            return ""
        return self.of(self._noms.get(plain(debut), nom)) + (f" ({suite})" if tiret else "")

    # Entries

    def services(self) -> Iterator[Ligne]:
        """Every entry, once."""
        vues: set[tuple[str, ...]] = set()
        for ligne in (*self._read(), *self._from_cada(), *self._by_rule()):
            cle = (ligne.genre, ligne.code_insee, ligne.departement, ligne.nom, ligne.service, ligne.voie)
            if cle not in vues:
                vues.add(cle)
                yield ligne

    def _read(self) -> Iterator[Ligne]:
        ailleurs: Mapping[str, Mapping[str, str]] = self._dits["ailleurs"]
        for brut in ({**brut, **ailleurs.get(mended(brut["nom"]), {})} for brut in self._bruts):
            code = brut["code_insee"]
            ville, cedex = self._town(brut["ville"], code)
            ligne = Ligne(
                brut["genre"],
                code,
                _departement(code),
                mended(brut["nom"]),
                voie=mended_street(brut["voie"]),
                code_postal=brut["code_postal"] if cedex else self._postcode(brut["code_postal"], code),
                ville=ville + cedex,
            )
            nommee = self._nommer.get(ligne.genre, self._named)(ligne)
            if nommee is not None:
                yield nommee

    def _postcode(self, code_postal: str, code_insee: str) -> str:
        """That of another département is a slip, where the commune has only one."""
        commune = self.communes.get(code_insee)
        if commune is None or commune.departement[:2] in {code_postal[:2], "2A", "2B"} or len(commune.codes_postaux) != 1:
            return code_postal
        return commune.codes_postaux[0]

    def _named(self, ligne: Ligne) -> Ligne | None:
        """« Genre - Place » as « Genre de Place » where the place is known."""
        return replace(ligne, nom=self._said(ligne), succession=ligne.genre if ligne.genre in _SUCCEDE else "")

    def _said(self, ligne: Ligne) -> str:
        trouve = _LIEU.match(ligne.nom)
        if trouve is None:
            return ligne.nom
        commune = self.communes.get(ligne.code_insee)
        if commune and plain(commune.nom) == plain(trouve["lieu"]) and self._genres[ligne.genre]["portee"] != "departement":
            return placed(trouve["genre"], self.of(commune.nom))
        de = self._place(trouve["lieu"], ligne.code_insee)
        return placed(trouve["genre"], de) if de else f"{trouve['genre']} - {trouve['lieu']}"

    def _mairie(self, ligne: Ligne) -> Ligne | None:
        """Named by rule, but for that of a part of a commune."""
        lieu = _LIEU.sub(r"\g<lieu>", ligne.nom)
        if ligne.departement not in self._departements:
            return replace(ligne, nom=f"Mairie {self.of(lieu)}")
        if "élégu" in ligne.nom or "dèlèguèe" in ligne.nom:
            return replace(ligne, nom=f"Mairie déléguée {self.of(lieu)}")
        commune = self.communes[ligne.code_insee]
        propre = plain(commune.nom) == plain(lieu)
        return replace(ligne, nom="" if propre else f"Mairie {self.of(lieu)}")

    def _council(self, ligne: Ligne) -> Ligne:
        """The département by its name, or what stands for it."""
        connu = self._departements[ligne.departement]
        nom = connu.get("autorite") or f"Département {connu['de']}"
        return replace(ligne, genre="departement", nom=nom, succession=connu.get("succession", ""))

    def _pmi(self, ligne: Ligne) -> Ligne | None:
        """A service of the département, which the letter goes to."""
        return replace(self._council(ligne), genre="pmi", service=self._said(ligne), nom=self._answering(ligne), succession="")

    def _mdph(self, ligne: Ligne) -> Ligne | None:
        """By its place, or by what several became together: each keeps its address."""
        for succession, une in self._dits["mdph_devenue"].items():
            if ligne.departement in une["departements"]:
                return replace(ligne, nom=une["nom"], succession=succession)
        return self._named(ligne)

    def _answering(self, ligne: Ligne) -> str:
        connu = self._departements[ligne.departement]
        return self._special(self.communes.get(ligne.code_insee)) or connu.get("autorite") or f"Département {connu['de']}"

    def _region(self, ligne: Ligne) -> Ligne | None:
        """Those that are départements too are already among these."""
        if ligne.departement in {"2A", "972"}:
            return None
        return replace(ligne, nom=re.sub("^Conseil régional - ", "Région ", ligne.nom).replace("d'azur", "d'Azur"))

    def _epci_line(self, ligne: Ligne) -> Ligne | None:
        nom = ligne.nom.replace("Métropole - Européenne", "Métropole européenne")
        trouve = _LIEU.match(nom)
        if trouve is not None and trouve["genre"] in {"Métropole", "Eurométropole"}:
            return replace(ligne, nom=f"{trouve['genre']} {self.of(trouve['lieu'])}".replace("d'Européenne", "européenne"))
        return replace(ligne, nom=nom)

    def _tgi(self, ligne: Ligne) -> Ligne | None:
        return replace(ligne, nom=self._court("Tribunal judiciaire", ligne), succession="tribunal_judiciaire")

    def _tpe(self, ligne: Ligne) -> Ligne | None:
        return replace(ligne, nom=self._court("Tribunal pour enfants", ligne))

    def _seats(self, genre: str) -> list[str]:
        """The communes where a court of this kind sits. Raises KeyError for a town that no commune has the name of."""
        return [self._codes[une] for une in self._dits[genre]]

    def _court(self, genre: str, ligne: Ligne) -> str:
        return f"{genre} {self.of(self.communes[ligne.code_insee].nom)}"

    def _ti(self, ligne: Ligne) -> Ligne | None:
        """What was alone in its town keeps its address; elsewhere it is part of the tribunal judiciaire, or was closed."""
        if ligne.code_insee in {*self._seats("tribunal_judiciaire"), *self._seats("tribunal_proximite_ferme")}:
            return None
        return replace(ligne, nom=self._court("Tribunal de proximité", ligne), succession="tribunal_proximite")

    def _justice(self, ligne: Ligne) -> Ligne | None:
        nom = ligne.nom
        trouve = _LIEU.match(nom)
        de = self._place(trouve["lieu"], ligne.code_insee) if trouve else ""
        if trouve and de and trouve["lieu"].isupper():
            nom = placed(trouve["genre"], de)
        return replace(ligne, nom=nom.capitalize() if nom.isupper() else nom)

    def _from_cada(self) -> Iterator[Ligne]:
        """The bodies that the other file lacks; without the names of desks of 2019."""
        lus = {(brut["genre"], _departement(brut["code_insee"])) for brut in self._bruts}
        for brut in self._cada:
            nom, code = mended(brut["nom"]), brut["departement"]
            genre = next((genre for motif, genre in _GENRES_CADA if motif in nom), "")
            if not genre or "ne plus utiliser" in nom or "l'ordre des" in nom or nom == "Conseil départemental de la Guyane":
                continue
            lignes = [mended(une) for une in brut["lignes"].split(" | ")]
            voie = " - ".join(une for une in lignes if not _BUREAU.match(une))
            ville, cedex = self._town(brut["ville"].replace("AMIEN ", "AMIENS "), "")
            insee = next((une.code_insee for une in self.communes.values() if une.nom == ville and une.departement == code), "")
            ligne = Ligne(genre, insee, code, nom, "", voie, brut["code_postal"], ville + cedex, CADA)
            if genre == "ccas":
                yield replace(ligne, nom=self._genres["ccas"]["nom"].format(de=self.of(ville)))
            elif genre != "departement":
                yield replace(ligne, nom=re.sub(r" \((CAF|CPAM|CARSAT) \d\d\d?\)$", r" (\1)", nom))
            elif nom == "Métropole de Lyon":
                yield replace(ligne, succession="lyon")
            elif (genre, code) not in lus:
                yield self._council(ligne)

    def _by_rule(self) -> Iterator[Ligne]:
        """Those that no file gives the address of: their name, and nothing else."""
        faites = {(ligne.genre, ligne.departement) for ligne in (*self._read(), *self._from_cada()) if not _is_branch(ligne)}
        for code, connu in self._departements.items():
            for genre in ("caf", "cpam", "mdph", "prefecture"):
                if code in self._dits.get(genre, {}) or (genre, code) not in faites:
                    yield from self._ruled(genre, code)
            if ("departement", code) not in faites:
                yield self._council(self._corse_or_none(code, connu))
        for code, insee in (("2A", "2A004"), ("2B", "2B033")):
            yield Ligne("mdph", insee, code, "Maison des personnes handicapées de la Collectivité de Corse", source=REGLE)
        yield from self._courts()
        for ou, nom in self._dits["region"].items():
            yield Ligne("region", self._codes[ou], ou.partition(" ")[0], nom, source=REGLE)
        for code in self._dits["cnav"]:
            yield Ligne("cnav", self._departements[code]["chef_lieu"], code, self._genres["cnav"]["nom"], source=REGLE)
        yield Ligne("ccas", "75056", "75", "Centre d'action sociale de la Ville de Paris (CASVP)", source=REGLE)
        yield Ligne("france_travail", "", "", "France Travail", source=REGLE, succession="france_travail")

    def _ruled(self, genre: str, code: str) -> Iterator[Ligne]:
        """That of a département, as it is called; or each of those that it has, in each town known to be of its part."""
        connu = self._departements[code]
        for dit in self._dits.get(genre, {}).get(code, [self._genres[genre]["nom"].format(de=connu["de"])]):
            villes, _, nom = dit.rpartition(" | ")
            communes = [self._codes[f"{code} {ville}"] for ville in filter(None, villes.split(", "))]
            yield from (Ligne(genre, insee, code, nom, source=REGLE) for insee in communes or [connu["chef_lieu"]])

    def _courts(self) -> Iterator[Ligne]:
        """Those whose address no file gives."""
        for code in self._dits["tribunal_administratif_territoire"]:
            connu, genre = self._departements[code], "tribunal_administratif"
            yield Ligne(genre, connu["chef_lieu"], code, self._genres[genre]["nom"].format(de=connu["de"]), source=REGLE)
        lus = {(brut["genre"], brut["code_insee"]) for brut in self._bruts}
        for genre, succession in (("tribunal_judiciaire", "tribunal_judiciaire"), ("tribunal_administratif", "")):
            for code in self._seats(genre):
                if not any((genre, autre) in lus for autre in (code, *self._wards(code))):
                    commune = self.communes[code]
                    nom = self._genres[genre]["nom"].format(de=self.of(commune.nom))
                    yield Ligne(genre, code, commune.departement, nom, source=REGLE, succession=succession)

    def _wards(self, code: str) -> list[str]:
        return [
            autre
            for autre in self.communes
            if _is_ward(autre) and autre[:3] == {"75056": "751", "69123": "693", "13055": "132"}.get(code)
        ]

    def _corse_or_none(self, code: str, connu: Mapping[str, str]) -> Ligne:
        """One collectivité has the address of the region that it is too."""
        autre = {"2A": "2A004", "2B": "2A004", "972": "97209"}.get(code, "")
        for brut in self._bruts:
            if autre and brut["genre"] == "region" and brut["code_insee"] == autre:
                ville, cedex = self._town(brut["ville"], autre)
                voie = mended_street(brut["voie"])
                return Ligne("departement", autre, code, "", "", voie, brut["code_postal"], ville + cedex)
        return Ligne("departement", connu["chef_lieu"], code, "", source=REGLE)


_SUCCEDE = frozenset({"france_services", "cohesion_sociale"})
_GENRES_CADA = (
    ("Caisse nationale des allocations familiales", "cnaf"),
    ("aisse d'allocations familiales", "caf"),
    ("aisse primaire", "cpam"),
    ("aisse d'assurance retraite", "carsat"),
    ("entre hospitalier", "hopital"),
    ("onseil départemental", "departement"),
    ("ollectivité territoriale", "departement"),
    ("Métropole de Lyon", "departement"),
    ("Mairie de Paris", "departement"),
    ("Centre communal d'action sociale - Le Port", "ccas"),
)


def _is_branch(ligne: Ligne) -> bool:
    """True for a desk of a caisse, that is not its seat."""
    return ligne.genre in {"caf", "cpam"} and "accueil" in ligne.nom


def _commune(brut: Mapping[str, str]) -> Commune:
    postaux = tuple(brut["codes_postaux"].split())
    return Commune(brut["code_insee"], brut["nom"], brut["departement"], postaux, brut["siren"], int(brut["population"] or 0))


def _is_ward(code_insee: str) -> bool:
    """True for an arrondissement of Paris, Lyon or Marseille."""
    return code_insee[:3] in {"751", "132"} or code_insee[:4] == "6938"


def _departement(code_insee: str) -> str:
    return code_insee[:3] if code_insee.startswith(("97", "98")) else code_insee[:2]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
