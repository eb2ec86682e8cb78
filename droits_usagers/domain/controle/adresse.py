"""A protected address, or a place or a name that must not be said, however it is written."""

from collections.abc import Iterable, Iterator, Sequence

from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.lecture import FIN, LectureControle, spaced
from droits_usagers.domain.controle.lieux import MotifLieu, MotsLieux, Portee, address_patterns, found_in, is_in, name_patterns
from droits_usagers.domain.controle.meme_lieu import place_of
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Regle

#: Digits of a postcode.
_POSTAL = 5
#: The field to mend, by the part where it stands.
_CHAMPS = {
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
        (cadre.adresses_protegees, cadre.adresses_retenues, cadre.adresses_d_autres, cadre.adresses_tenues, cadre.a_taire)
    ):
        return
    trouves: dict[tuple[str, str], list[Lieu]] = {}
    for cas, champ, lieu in _found(lecture):
        trouves.setdefault((cas, champ), []).append(lieu)
    for (cas, champ), lieux in trouves.items():
        yield lecture.alerte(Regle.ADRESSE_PROTEGEE, cas, lieux=tuple(sorted(lieux)), champ=champ)


def _found(lecture: LectureControle) -> Iterator[tuple[str, str, Lieu]]:
    plie = lecture.plie
    serre = plie.entier.replace(" ", "")
    for cas, motif in _patterns(lecture.cadre, lecture.reference):
        for trouve in found_in(motif, plie.entier, serre):
            lieu = lecture.lieu(plie.rang(trouve.start()))
            if motif.portee is not Portee.VILLE:
                yield cas, _CHAMPS.get(lieu.partie) or _field_of(motif, lecture.cadre), lieu
            elif lieu.partie is Partie.LIEU_DATE:
                yield "ville", "lieu", lieu


def _field_of(motif: MotifLieu, cadre: Cadre) -> str:
    """The question whose answer says it."""
    reponse = cadre.reponse_a
    dits = {"reponse_adresse": "\n".join((reponse.nom, *reponse.adresse)) if reponse else "", **cadre.saisies}
    return next((id_ for id_, texte in dits.items() if is_in(motif, spaced(texte))), "")


def _patterns(cadre: Cadre, reference: Reference) -> Iterator[tuple[str, MotifLieu]]:
    mots = reference.prepared(Regle.ADRESSE_PROTEGEE, MotsLieux.of)
    copies = (" ".join(copie.adresse) for copie in cadre.copies)
    organismes = _folded((" ".join((cadre.organisme.nom, cadre.organisme.service, *cadre.organisme.adresse)), *copies))
    # Whoever lives where the body is (a home, a hospital) writes there; no name and no copy says a home for all that.
    meme_lieu = spaced(" ".join(cadre.organisme.adresse))
    reponse = spaced(" ".join((cadre.reponse_a.nom, *cadre.reponse_a.adresse))) if cadre.reponse_a else ""
    eux = _folded(personne.nom_complet for personne in (cadre.concerne, cadre.auteur and cadre.auteur.personne) if personne)
    for cas, adresse in (
        *(("adresse", adresse) for adresse in cadre.adresses_protegees),
        *(("retenue", adresse) for adresse in cadre.adresses_retenues),
    ):
        # The body is in that town: where nobody said to be in danger, our own page says who helps there, whatever its postcode.
        connue = cas == "retenue" and _same_town(adresse, cadre.organisme.adresse, mots)
        for motif in address_patterns(tuple(adresse), mots):
            if connue and motif.portee is not Portee.ADRESSE:
                continue
            connus = (meme_lieu,) if motif.portee is Portee.ADRESSE else (organismes, reponse, eux)
            if not any(is_in(motif, connu) for connu in connus):
                yield cas, motif
    for adresse in cadre.adresses_d_autres:
        # A street, a town: other people and bodies of the same table have them.
        yield from (("adresse", motif) for motif in address_patterns(tuple(adresse), mots) if motif.portee is Portee.ADRESSE)
    yield from (("adresse_tenue", motif) for motif in _held(cadre, mots))
    for dit in cadre.a_taire:
        yield from (("a_taire", motif) for motif in name_patterns(dit, mots) if motif.portee is not Portee.VILLE)


def _held(cadre: Cadre, mots: MotsLieux) -> Iterator[MotifLieu]:
    """The same of what is held in a whole coffre, unless the letter goes there, or is of that street in another town."""
    for adresse in cadre.adresses_tenues:
        ailleurs = _folded((" ".join(cadre.organisme.adresse), *_elsewhere(cadre, tuple(adresse), mots)))
        for motif in address_patterns(tuple(adresse), mots):
            if motif.portee is Portee.ADRESSE and not is_in(motif, ailleurs):
                yield motif


def _elsewhere(cadre: Cadre, tenue: Sequence[str], mots: MotsLieux) -> Iterator[str]:
    """The addresses of this very letter that are for sure of another place: many towns have the same street."""
    ici = _town(place_of(tenue, mots), tenue, mots)
    personnes = (cadre.concerne, cadre.auteur and cadre.auteur.personne, cadre.reponse_a, *cadre.copies)
    for adresse in (personne.adresse for personne in personnes if personne):
        autre = _town(place_of(adresse, mots), adresse, mots)
        # A town may have several postcodes, and one postcode several towns.
        if all(ici) and all(autre) and ici[0] != autre[0] and not _starts_alike(ici[1], autre[1]):
            yield " ".join(adresse)


def _same_town(une: Sequence[str], autre: Sequence[str], mots: MotsLieux) -> bool:
    villes = [_town(place_of(adresse, mots), adresse, mots)[1] for adresse in (une, autre)]
    return all(villes) and _starts_alike(*villes)


def _town(lieu: str, adresse: Sequence[str], mots: MotsLieux) -> tuple[str, str]:
    """The postcode of a place, and the town that its address says after it; nothing where there is no postcode."""
    code = lieu[-_POSTAL:]
    if not code.isdigit():
        return "", ""
    apres = spaced(" ".join(adresse)).replace(f"{code[:2]} {code[2:]}", code).rpartition(code)[2].split()
    return code, " ".join(mots.equivalents.get(mot, (mot,))[0] for mot in apres if mot.isalpha() and mot != "cedex")


def _starts_alike(une: str, autre: str) -> bool:
    """True for « grenoble » and « grenoble france »."""
    return une.startswith(autre) or autre.startswith(une)


def _folded(textes: Iterable[str]) -> str:
    return FIN.join(map(spaced, textes))
