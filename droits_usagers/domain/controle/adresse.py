"""A protected address, or a place or a name that must not be said, however it is written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from droits_usagers.domain.controle import texte_en_mots
from droits_usagers.domain.controle.adresse_en_mots import (
    AdresseDite,
    PartieDite,
    Ville,
    is_own_door,
    read_address,
    segments,
    town_of,
)
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.comparaison import (
    DE_LIEU,
    FENETRE,
    RETENUS,
    MotifCherche,
    Portee,
    SigneLieu,
    clusters,
    says_town,
)
from droits_usagers.domain.controle.lecture import FIN, LectureControle, spaced
from droits_usagers.domain.controle.lieu_dit import LieuNomme, NomDit, PortesSeules, VilleDite
from droits_usagers.domain.controle.reference import MotsDe, Reference
from droits_usagers.domain.controle.rue_dite import RueEnVille, RueNumerotee, RueSeule
from droits_usagers.domain.controle.texte_en_mots import MotsConnus, TexteEnMots, one_way, words_of
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Regle
from droits_usagers.domain.mots.dates import mois_ou_annee
from droits_usagers.domain.personnes.organismes import Copie
from droits_usagers.domain.personnes.personnes import Personne, Qualite
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve

_RIEN = PartieDite("", frozenset(), (), (), propre=False, personne=False, etablissement=False)


@dataclass(frozen=True)
class MotsTus:
    """A place or a name that must not be said: all its words, together, in whatever order."""

    mots: tuple[str, ...] = field(repr=False)
    portee = Portee.ADRESSE

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text says them."""
        for grappe in clusters(texte, self.mots):
            if grappe.has(self.mots) and grappe.surs:
                yield texte.debut(grappe.debut)


def is_in(signe: MotifCherche, texte: TexteEnMots) -> bool:
    """True where a text says it."""
    return any(True for _ in signe.find(texte))


@lru_cache(maxsize=4096)
def signs_of_address(lignes: tuple[str, ...], lexique: LexiqueReleve) -> tuple[SigneLieu, ...]:
    """What of an address says where someone lives."""
    return tuple(_signs_of(read_address(lignes, MotsConnus(lexique))))


@lru_cache(maxsize=256)
def signs_of_name(texte: str, lexique: LexiqueReleve) -> tuple[MotifCherche, ...]:
    """A place or a name that must not be said: its words, and what it says of a street if it is an address."""
    lignes = tuple(ligne for ligne in texte.splitlines() if ligne.strip())
    vocabulaire = MotsConnus(lexique)
    mots = tuple(one_way(m) for m in words_of(spaced(texte)) if m not in lexique.civilites and not vocabulaire.is_little(m))
    dits: tuple[MotifCherche, ...] = (MotsTus(mots),) if mots else ()
    if len(lignes) > 1 or any(map(str.isdigit, texte)):
        dits += tuple(signe for signe in signs_of_address(lignes, lexique) if signe.portee in DE_LIEU)
    return dits


def forget() -> None:
    """Keep nothing of what was looked for."""
    signs_of_address.cache_clear()
    signs_of_name.cache_clear()
    texte_en_mots.forget()


def _signs_of(adresse: AdresseDite) -> Iterator[SigneLieu]:
    """The surest first."""
    seules = [porte for porte in adresse.portes if adresse.ville and is_own_door(*porte)]
    for partie in adresse.parties:
        yield from _signs_of_part(partie, adresse)
    if not adresse.parties and any(genre for genre, _ in adresse.portes) and (len(adresse.portes) > 1 or adresse.ville):
        yield PortesSeules(_RIEN, adresse, Portee.NOM)
    # « CS 40512 », « PK 18 »: beside its town, it says all.
    yield from (PortesSeules(_RIEN, replace(adresse, portes=(porte,)), Portee.NOM) for porte in seules if adresse.parties)
    if adresse.ville.mots:
        yield VilleDite(_RIEN, adresse, Portee.PARTAGEABLE)
        yield VilleDite(_RIEN, adresse, Portee.VILLE)


def _signs_of_part(partie: PartieDite, adresse: AdresseDite) -> Iterator[SigneLieu]:
    if partie.numeros and partie.nom:
        yield RueNumerotee(partie, adresse, Portee.ADRESSE)
        if partie.sorte and adresse.ville:
            yield RueEnVille(partie, adresse, Portee.RUE)
        if partie.etablissement or (len(partie.nom) > 1 and partie.est_lieu):
            # « à Copaya », for « 2 lotissement Copaya »; « au Mas-Neuf », for « 5 Le Mas-Neuf »
            yield LieuNomme(partie, adresse, Portee.RUE)
        yield NomDit(partie, adresse, Portee.A_DECIDER)
    elif partie.nom and (partie.sorte or not adresse.numerotee or partie.propre or partie.personne or len(partie.nom) > 1):
        yield from (LieuNomme(partie, adresse, portee) for portee in (Portee.NOM, Portee.RUE))
        if not partie.personne:
            yield NomDit(partie, adresse, Portee.A_DECIDER)
    if partie.sorte:
        yield RueSeule(partie, adresse, Portee.PARTAGEABLE)


#: Letters of a word that may tell a place by itself.
_PROPRE = 4
#: What is told in one's own words.
_DICTEES = frozenset({Partie.CORPS, Partie.OBJET, Partie.PIECES_JOINTES})
#: The field to mend, by the part where it stands.
CHAMPS = {
    Partie.EXPEDITEUR: "reponse_adresse",
    Partie.DESTINATAIRE: "organisme_adresse",
    Partie.LIEU_DATE: "lieu",
    Partie.REFERENCES: "concerne_reference_dossier",
    Partie.COPIES: "copies",
}


def adresse_protegee(lecture: LectureControle) -> Iterator[Alerte]:
    """Where it is printed, one alert for each field to mend."""
    cadre = lecture.cadre
    if not any(
        (
            *(cadre.adresses_protegees, cadre.adresses_retenues, cadre.adresses_d_autres),
            *(cadre.adresses_tenues, cadre.adresses_d_office, cadre.a_taire),
        )
    ):
        return
    trouves: dict[tuple[str, str], list[Lieu]] = {}
    for cas, champ, lieu in _found(lecture):
        trouves.setdefault((cas, champ), []).append(lieu)
    for (cas, champ), lieux in trouves.items():
        yield lecture.alerte(Regle.ADRESSE_PROTEGEE, cas, lieux=tuple(sorted(lieux)), champ=champ)


def _found(lecture: LectureControle) -> Iterator[tuple[str, str, Lieu]]:
    cadre, reference = lecture.cadre, lecture.reference
    texte = _read(lecture.plie.entier, reference, lecture.majuscules)
    reste = lecture.without_decided()
    lu = texte if reste is lecture else _read(reste.plie.entier, reference, reste.majuscules)
    yield from _seen(_own(cadre, reference), reste, lu)
    yield from _seen(_of_others(cadre, reference, texte), lecture, texte)


class CeQuiEstTu:
    """Where this very person lives, and what she asked not to say, ready to be found in any line: read once for a letter."""

    def __init__(self, lecture: LectureControle) -> None:
        self._lecture, cadre = lecture, lecture.cadre
        self._vocabulaire = MotsConnus(lecture.reference.open_lexique())
        lues = [read_address(adresse, self._vocabulaire) for adresse in cadre.adresses_protegees]
        dits = {*words_of(spaced(" ".join(cadre.a_taire)))}
        tus = {mot for lue in lues for partie in lue.parties for mot in partie.nom}
        villes = {mot for lue in lues for mot in lue.ville.mots}
        self._avec_ville = self._telling(tus | villes | dits)
        self._sans_ville = self._telling((tus - villes) | dits)

    def says(self, texte: str, *, ville: bool = True) -> bool:
        """True for a line that resembles them: one word of it is enough.

        Without `ville`, its town alone is not: whoever answers for her is often of the same.
        """
        lu = TexteEnMots(spaced(texte), self._vocabulaire)
        if ville and any(is_in(signe, lu) for signe in self._signes):
            return True
        return any(map(lu.places, self._avec_ville if ville else self._sans_ville))

    @cached_property
    def _signes(self) -> tuple[MotifCherche, ...]:
        return tuple(signe for _, signe in _own(self._lecture.cadre, self._lecture.reference))

    def _telling(self, tus: set[str]) -> frozenset[str]:
        """Those that tell by themselves: what it is, « place », « foyer », is in any letter."""
        lexique = self._vocabulaire.lexique
        propres = tus - lexique.voies - lexique.organisations
        return frozenset(
            tu for tu in propres if len(tu) >= _PROPRE and not tu.isdigit() and not self._vocabulaire.is_grammar(tu)
        )


def _seen(
    signes: Iterable[tuple[str, MotifCherche]], lecture: LectureControle, texte: TexteEnMots
) -> Iterator[tuple[str, str, Lieu]]:
    for cas, signe in signes:
        for debut in signe.find(texte):
            rang = lecture.plie.rang(debut)
            lieu = lecture.lieu(rang)
            if signe.portee is Portee.A_DECIDER:
                if lieu.partie in _DICTEES and rang in lecture.rangs:
                    yield "nom_tenu", _field_of(signe, lecture), lieu
            elif signe.portee is not Portee.VILLE:
                yield cas, CHAMPS.get(lieu.partie) or _field_of(signe, lecture), lieu
            elif lieu.partie is Partie.LIEU_DATE:
                yield "ville", "lieu", lieu


def _field_of(signe: MotifCherche, lecture: LectureControle) -> str:
    """The question whose answer says it."""
    reponse = lecture.cadre.reponse_a
    dits = {"reponse_adresse": "\n".join((reponse.nom, *reponse.adresse)) if reponse else "", **lecture.cadre.saisies}
    return next(
        (id_ for id_, texte in dits.items() if is_in(signe, _read(spaced(texte), lecture.reference, lecture.majuscules))), ""
    )


def _own(cadre: Cadre, reference: Reference) -> Iterator[tuple[str, MotifCherche]]:
    """What tells where the people of this letter live, and what they asked not to say."""
    lexique = reference.open_lexique()
    eux = _folded(reference, (personne.nom_complet for personne in _people(cadre)))
    for cas, adresse in (
        *(("adresse", adresse) for adresse in cadre.adresses_protegees),
        *(("retenue", adresse) for adresse in cadre.adresses_retenues),
    ):
        connus = _Connus(cadre, tuple(adresse), reference)
        # The body is in that town: where nobody said to be in danger, our own page says who helps there, whatever its postcode.
        connue = cas == "retenue" and town_of(adresse).is_same(town_of(cadre.organisme.adresse))
        for signe in signs_of_address(tuple(adresse), lexique):
            if signe.portee is Portee.A_DECIDER or (connue and signe.portee not in DE_LIEU):
                continue
            if not connus.know(signe) and (signe.portee is Portee.ADRESSE or not is_in(signe, eux)):
                yield cas, signe
    for dit in cadre.a_taire:
        yield from (("a_taire", signe) for signe in signs_of_name(dit, lexique))


class _Connus:
    """What those a letter goes to know of a place, since it is theirs: whoever lives where the body is writes there.

    No name says a street for all that, and no copy to someone who lives there.
    """

    def __init__(self, cadre: Cadre, adresse: tuple[str, ...], reference: Reference) -> None:
        organisme, reponse = cadre.organisme, cadre.reponse_a
        copies = [copie for copie in cadre.copies if _is_copied(copie, adresse, reference)]
        la = not town_of(adresse).is_other(town_of(organisme.adresse))
        adresses = [" ".join(organisme.adresse)] if la else []
        noms = [" ".join((organisme.nom, organisme.service, *organisme.adresse))]
        noms += [" ".join((copie.nom, *copie.adresse)) for copie in copies]
        partages = [" ".join((reponse.nom, *reponse.adresse))] if reponse else []
        partages += [" ".join(copie.adresse) for copie in cadre.copies]
        self._adresses = _folded(reference, (*adresses, *(" ".join(copie.adresse) for copie in copies)))
        self._noms = _folded(reference, noms)
        self._partages = _folded(reference, (*noms, *partages))

    def know(self, signe: MotifCherche) -> bool:
        """True for what says nothing to them."""
        if signe.portee is Portee.ADRESSE:
            return is_in(signe, self._adresses)
        return is_in(signe, self._noms if signe.portee is Portee.NOM else self._partages)


def _of_others(cadre: Cadre, reference: Reference, texte: TexteEnMots) -> Iterator[tuple[str, MotifCherche]]:
    for adresse in cadre.adresses_d_autres:
        # A street, a town: other people and bodies of the same table have them.
        signes = signs_of_address(tuple(adresse), reference.open_lexique())
        yield from (("adresse", signe) for signe in signes if signe.portee in DE_LIEU)
    yield from (("adresse_tenue", signe) for signe in _held(cadre, reference, texte))


def _held(cadre: Cadre, reference: Reference, texte: TexteEnMots) -> Iterator[MotifCherche]:
    """The same of what is held in a whole coffre, unless the letter goes there, or is of that street in another town.

    There are hundreds: what this text does not say costs no more than looking for it.
    """
    repondues, lexique = frozenset(cadre.adresses_tenues), reference.open_lexique()
    for adresse in (*cadre.adresses_tenues, *cadre.adresses_d_office):
        signes = signs_of_address(adresse, lexique)
        dits = [s for s in signes if s.portee in RETENUS and is_in(s, texte)]
        dits = dits or [s for s in signes if s.portee is Portee.A_DECIDER and is_in(s, texte)]
        if not dits or (adresse not in repondues and cadre.is_body(adresse)):
            continue
        connus, ailleurs = _Connus(cadre, adresse, reference), _folded(reference, _elsewhere(cadre, adresse))
        chez = _homes(cadre, adresse, reference)
        # Who lives there writes of it what their own address says: no street of a home that they only name.
        siennes = [s.partie for s in signes if adresse not in repondues and s.portee in DE_LIEU and is_in(s, chez)]
        for signe in dits:
            # Who lives in a street without numbers writes it.
            la = signe.partie in siennes or (signe.portee not in DE_LIEU and is_in(signe, chez))
            if not la and not connus.know(signe):
                yield DansSaVille(signe, town_of(adresse)) if is_in(signe, ailleurs) else signe


@dataclass(frozen=True)
class DansSaVille:
    """The same, where a letter says that street of another town: there it must have its own town beside it."""

    signe: MotifCherche = field(repr=False)
    ville: Ville

    @property
    def portee(self) -> Portee:
        """That of what it looks for."""
        return self.signe.portee

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where it stands in a text, beside its town."""
        for debut in self.signe.find(texte):
            rang = texte.rang(debut)
            if says_town(texte, texte.around(rang, rang, FENETRE), self.ville):
                yield debut


def _is_copied(copie: Copie, tenue: tuple[str, ...], reference: Reference) -> bool:
    """True for a copy to the home itself, called as its address calls it; to someone who lives there, it would say where."""
    if len(tenue) < 2 or town_of(tenue).is_other(town_of(copie.adresse)):  # noqa: PLR2004 - a name and where it is
        return False
    nom = next(segments(tenue[0]), ())
    parties = read_address(tenue[:1], MotsConnus(reference.open_lexique())).parties
    if not nom or len(parties) != 1 or parties[0].personne or parties[0].numeros:
        return False
    return {*words_of(spaced(copie.nom))}.issuperset(nom)


def _people(cadre: Cadre) -> Iterator[Personne]:
    yield from (un for un in (cadre.concerne, cadre.auteur and cadre.auteur.personne) if un)


def _homes(cadre: Cadre, tenue: tuple[str, ...], reference: Reference) -> TexteEnMots:
    """Where those a letter is of live, but for what is for sure of another town."""
    siennes = [un.adresse for un in _people(cadre) if un.adresse and not town_of(tenue).is_other(town_of(un.adresse))]
    return _folded(reference, map(" ".join, siennes))


def _elsewhere(cadre: Cadre, tenue: Sequence[str]) -> Iterator[str]:
    """The addresses of this very letter that are for sure of another place: many towns have the same street."""
    for personne in (*_people(cadre), cadre.reponse_a, cadre.organisme, *cadre.copies):
        if personne and town_of(tenue).is_other(town_of(personne.adresse)):
            # Without its town.
            yield " ".join(" ".join(mots) for ligne in personne.adresse for mots in segments(ligne))


def _read(plie: str, reference: Reference, majuscules: frozenset[str] = frozenset()) -> TexteEnMots:
    return TexteEnMots(plie, MotsConnus(reference.open_lexique()), majuscules)


def _folded(reference: Reference, textes: Iterable[str]) -> TexteEnMots:
    return _read(FIN.join(map(spaced, textes)), reference)


_REGLE = Regle.ADRESSE_ANCIENNE
#: Where to mend it.
_CHAMP = "organisme.adresse"


def adresse_ancienne(lecture: LectureControle) -> Iterator[Alerte]:
    """The letter gives reasons, or speaks of health or of a child, and its address is that of the annuaire, unchanged."""
    relevee = lecture.cadre.organisme.adresse_relevee
    cas = _what_it_says(lecture) if relevee else ""
    if relevee and cas:
        lieux = tuple(Lieu(id_, Partie.DESTINATAIRE) for id_, _ in lecture.lettres)
        yield lecture.alerte(_REGLE, cas, lieux=lieux, champ=_CHAMP, mois=mois_ou_annee(relevee))


def _what_it_says(lecture: LectureControle) -> str:
    """What of it nobody else should read; empty when nothing is."""
    cadre, mots = lecture.cadre, lecture.reference.mots[_REGLE]
    if cadre.demarche in mots["demarches_enfant"] or (cadre.auteur and cadre.auteur.qualite is Qualite.REPRESENTANT_LEGAL):
        return "enfant"
    motifs, tape = lecture.reference.prepared(_REGLE, _words), spaced("\n".join(cadre.saisies.values()))
    if cadre.demarche in mots["demarches_sante"] or motifs["sante"].search(tape):
        return "sante"
    if motifs["enfant"].search(tape):
        return "enfant"
    raisons = any(id_.startswith(mots["raisons"]) for id_ in cadre.saisies)
    return "raison" if raisons or any(texte.strip() for texte in cadre.raisons.values()) else ""


def _words(mots: MotsDe) -> dict[str, re.Pattern[str]]:
    return {cle: re.compile(rf"\b(?:{'|'.join(mots[cle])})\b") for cle in ("sante", "enfant")}


#: Letters or digits of what tells by itself, words run together.
_LONG = 4
_MOTS, _CHIFFRES = re.compile(r"[^\W\d_]+"), re.compile(r"\d+(?: \d+)*")
_MOTS_ET_NOMBRES = re.compile(r"[^\W\d_]+|\d+")


def nom_de_fichier(lecture: LectureControle) -> Iterator[Alerte]:
    """It says nothing of what must not be known, nor a word of what was taken out of a letter.

    Another file may bear her town; and this one, the name that we propose.
    """
    noms = [passage for passage in lecture.passages if passage.lieu.partie is Partie.NOM_DE_FICHIER]
    if not noms:
        return
    tu, ville = CeQuiEstTu(lecture), lecture.cadre.ferme
    for passage in noms:
        if tu.says(passage.texte, ville=ville) or _says_withheld(passage.texte, lecture):
            yield lecture.alerte(Regle.ADRESSE_PROTEGEE, "nom_de_fichier", lieux=(passage.lieu,))


def _says_withheld(nom: str, lecture: LectureControle) -> bool:
    """A word of what was taken out is told whole, one that is marked in it even with others run together; a number, by a part.

    What was left is in the letter for anyone to read, and what nobody decided holds it by itself.
    """
    lexique, retirees = lecture.reference.open_lexique(), lecture.cadre.decisions.retirees
    marques = [un.texte for dit in retirees for un in relever(dit, lexique)]
    dit = _without_ours(nom, lecture)
    colle = dit.replace(" ", "")
    return (
        any(mot in colle for mot in (*map(_glued, marques), *_file_words(marques)) if len(mot) >= _LONG)
        or not _file_words(retirees).isdisjoint(_file_words((dit,)))
        or not _numbers((*retirees, *marques)).isdisjoint(_numbers((dit,)))
    )


def _without_ours(nom: str, lecture: LectureControle) -> str:
    proposes = {mot for propose in lecture.cadre.noms_proposes for mot in _MOTS_ET_NOMBRES.findall(spaced(propose))}
    return " ".join(mot for mot in _MOTS_ET_NOMBRES.findall(spaced(nom)) if mot not in proposes)


def _file_words(textes: Iterable[str]) -> frozenset[str]:
    return frozenset(mot for texte in textes for mot in _MOTS.findall(spaced(texte)) if len(mot) >= _LONG)


def _numbers(textes: Iterable[str]) -> frozenset[str]:
    """Every run of digits that is long enough to tell, of each number: spaces part none."""
    nombres = (trouve.replace(" ", "") for texte in textes for trouve in _CHIFFRES.findall(spaced(texte)))
    return frozenset(nombre[rang : rang + _LONG] for nombre in nombres for rang in range(len(nombre) - _LONG + 1))


def _glued(texte: str) -> str:
    return spaced(texte).replace(" ", "")
