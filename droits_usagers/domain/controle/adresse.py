"""A protected address, or a place or a name that must not be said, however it is written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from droits_usagers.domain.controle.adresse_en_mots import Ville, read_address, segments, town_of
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.comparaison import DE_LIEU, FENETRE, RETENUS, MotifCherche, Portee, says_town
from droits_usagers.domain.controle.lecture import FIN, LectureControle, spaced
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.signes_de_lieu import is_in, signs_of_address, signs_of_name
from droits_usagers.domain.controle.texte_en_mots import MotsConnus, TexteEnMots, words_of
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Regle
from droits_usagers.domain.personnes.organismes import Copie
from droits_usagers.domain.personnes.personnes import Personne

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
