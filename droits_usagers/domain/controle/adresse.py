"""A protected address, or a place or a name that must not be said, however it is written."""

from collections.abc import Iterable, Iterator, Sequence

from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.decoupe import (
    MotsLieux,
    is_other_town,
    is_same_town,
    segments,
    street_in,
    town_of,
    words_of,
)
from droits_usagers.domain.controle.lecture import FIN, LectureControle, spaced
from droits_usagers.domain.controle.lieux import DE_LIEU, DansSaVille, Portee, SigneLieu, address_patterns, is_in, name_patterns
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.reperes import is_someone
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Regle
from droits_usagers.domain.controle.voisinage import TexteEnMots, differ_little
from droits_usagers.domain.personnes.organismes import Copie

#: Letters of a word that may tell a place by itself.
_PROPRE = 4
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
    yield from _seen(_own(cadre, reference), lecture.without_decided())
    yield from _seen(_of_others(cadre, reference, TexteEnMots(lecture.plie.entier)), lecture)


def says_hidden(texte: str, lecture: LectureControle, *, ville: bool = True) -> bool:
    """True for a line that resembles where this very person lives, or what she asked not to say: one word of it is enough.

    Without `ville`, its town alone is not: whoever answers for her is often of the same.
    """
    cadre, mots, lu = lecture.cadre, MotsLieux.of(lecture.reference), TexteEnMots(spaced(texte))
    if ville and any(is_in(motif, lu) for _, motif in _own(cadre, lecture.reference)):
        return True
    tus = {mot for dit in (*cadre.adresses_protegees, cadre.a_taire) for mot in spaced(" ".join(dit)).split()}
    if not ville:
        tus -= {mot for adresse in cadre.adresses_protegees for mot in town_of(adresse, mots)[1].split()}
    propres = [tu for tu in tus - mots.courants if len(tu) >= _PROPRE and not tu.isdigit()]
    return any(tu == mot or differ_little(tu, mot) for tu in propres for mot in lu.rangs)


def _seen(signes: Iterable[tuple[str, SigneLieu]], lecture: LectureControle) -> Iterator[tuple[str, str, Lieu]]:
    plie, texte = lecture.plie, TexteEnMots(lecture.plie.entier)
    for cas, motif in signes:
        for debut in motif.find(texte):
            lieu = lecture.lieu(plie.rang(debut))
            if motif.portee is not Portee.VILLE:
                yield cas, CHAMPS.get(lieu.partie) or _field_of(motif, lecture.cadre), lieu
            elif lieu.partie is Partie.LIEU_DATE:
                yield "ville", "lieu", lieu


def _field_of(motif: SigneLieu, cadre: Cadre) -> str:
    """The question whose answer says it."""
    reponse = cadre.reponse_a
    dits = {"reponse_adresse": "\n".join((reponse.nom, *reponse.adresse)) if reponse else "", **cadre.saisies}
    return next((id_ for id_, texte in dits.items() if is_in(motif, TexteEnMots(spaced(texte)))), "")


def _own(cadre: Cadre, reference: Reference) -> Iterator[tuple[str, SigneLieu]]:
    """What tells where the people of this letter live, and what they asked not to say."""
    mots = MotsLieux.of(reference)
    copies = (" ".join(copie.adresse) for copie in cadre.copies)
    organismes = _folded((_body(cadre), *copies))
    # Whoever lives where the body is (a home, a hospital) writes there; no name and no copy says a home for all that.
    meme_lieu, corps = _folded((" ".join(cadre.organisme.adresse),)), _folded((_body(cadre),))
    reponse = _folded((" ".join((cadre.reponse_a.nom, *cadre.reponse_a.adresse)),) if cadre.reponse_a else ())
    eux = _folded(personne.nom_complet for personne in (cadre.concerne, cadre.auteur and cadre.auteur.personne) if personne)
    connus_par = {Portee.ADRESSE: (meme_lieu,), Portee.ENTIERE: (corps,), Portee.NOM: (corps, eux)}
    for cas, adresse in (
        *(("adresse", adresse) for adresse in cadre.adresses_protegees),
        *(("retenue", adresse) for adresse in cadre.adresses_retenues),
    ):
        # The body is in that town: where nobody said to be in danger, our own page says who helps there, whatever its postcode.
        connue = cas == "retenue" and is_same_town(adresse, cadre.organisme.adresse, mots)
        for motif in address_patterns(tuple(adresse), mots):
            if connue and motif.portee not in DE_LIEU:
                continue
            connus = connus_par.get(motif.portee, (organismes, reponse, eux))
            if not any(is_in(motif, connu) for connu in connus):
                yield cas, motif
    for dit in cadre.a_taire:
        yield from (("a_taire", motif) for motif in name_patterns(dit, mots) if motif.portee is not Portee.VILLE)


def _of_others(cadre: Cadre, reference: Reference, texte: TexteEnMots) -> Iterator[tuple[str, SigneLieu]]:
    mots = MotsLieux.of(reference)
    for adresse in cadre.adresses_d_autres:
        # A street, a town: other people and bodies of the same table have them.
        yield from (("adresse", motif) for motif in address_patterns(tuple(adresse), mots) if motif.portee in DE_LIEU)
    yield from (("adresse_tenue", motif) for motif in _held(cadre, mots, texte))


def _held(cadre: Cadre, mots: MotsLieux, texte: TexteEnMots) -> Iterator[SigneLieu]:
    """The same of what is held in a whole coffre, unless the letter goes there, or is of that street in another town.

    There are hundreds: what this text does not say costs no more than looking for it.
    """
    repondues = frozenset(cadre.adresses_tenues)
    for adresse in (*cadre.adresses_tenues, *cadre.adresses_d_office):
        dits = [motif for motif in address_patterns(adresse, mots) if motif.portee in DE_LIEU and is_in(motif, texte)]
        if not dits or (adresse not in repondues and (cadre.is_body(adresse) or _lives_there(cadre, adresse, mots))):
            continue
        la = not is_other_town(adresse, cadre.organisme.adresse, mots)
        copies = [copie for copie in cadre.copies if _is_copied(copie, adresse, mots)]
        ici = _folded((*([" ".join(cadre.organisme.adresse)] if la else []), *(" ".join(copie.adresse) for copie in copies)))
        nommes = _folded((_body(cadre), *(" ".join((copie.nom, *copie.adresse)) for copie in copies)))
        ailleurs = _folded(_elsewhere(cadre, tuple(adresse), mots))
        for motif in dits:
            if not is_in(motif, ici if motif.portee is Portee.ADRESSE else nommes):
                yield DansSaVille(motif, *town_of(adresse, mots)) if is_in(motif, ailleurs) else motif


def _is_copied(copie: Copie, tenue: tuple[str, ...], mots: MotsLieux) -> bool:
    """True for a copy to the home itself, called as its address calls it; to someone who lives there, it would say where."""
    nom = next(segments(tenue[0]), ()) if len(tenue) > 1 and not is_other_town(tenue, copie.adresse, mots) else ()
    if not nom or any(map(str.isdigit, nom)) or nom[0] in mots.chez or street_in(nom, mots) or is_someone(nom, mots):
        return False
    return {*words_of(spaced(copie.nom))}.issuperset(nom)


def _lives_there(cadre: Cadre, tenue: tuple[str, ...], mots: MotsLieux) -> bool:
    """True where one of those a letter is of does."""
    personnes = (cadre.concerne, cadre.auteur and cadre.auteur.personne)
    siennes = [un.adresse for un in personnes if un and un.adresse and not is_other_town(tenue, un.adresse, mots)]
    chez = _folded(map(" ".join, siennes))
    return any(is_in(motif, chez) for motif in address_patterns(tenue, mots) if motif.portee in DE_LIEU)


def _body(cadre: Cadre) -> str:
    return " ".join((cadre.organisme.nom, cadre.organisme.service, *cadre.organisme.adresse))


def _elsewhere(cadre: Cadre, tenue: Sequence[str], mots: MotsLieux) -> Iterator[str]:
    """The addresses of this very letter that are for sure of another place: many towns have the same street."""
    personnes = (cadre.concerne, cadre.auteur and cadre.auteur.personne, cadre.reponse_a, cadre.organisme, *cadre.copies)
    for adresse in (personne.adresse for personne in personnes if personne):
        if is_other_town(tenue, adresse, mots):
            yield " ".join(adresse)


def _folded(textes: Iterable[str]) -> TexteEnMots:
    return TexteEnMots(FIN.join(map(spaced, textes)))
