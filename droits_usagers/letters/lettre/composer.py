"""From a demande to a letter, or to a page that goes with it: values the writers lay out without adding a word."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from droits_usagers.domain.demarche.demande import Demande, Domicile, MoyenPartage, is_protected, is_withheld
from droits_usagers.domain.demarche.demarches import REPONSE, Demarche, Etape, Jointe
from droits_usagers.domain.demarche.protection import changes_access, hides_auteur, is_elsewhere, without_protection
from droits_usagers.domain.dette.dette import Dette
from droits_usagers.domain.dossier.faits import sent_as
from droits_usagers.domain.droit.droit import Droit, ReserveDroit
from droits_usagers.domain.droit.feries import Feries
from droits_usagers.domain.droit.voies import A_RECOPIER, SELON_AIDE, Voie
from droits_usagers.domain.echeances import Code, Echeance
from droits_usagers.domain.echeances.chronologie import REPONSES
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import (
    DOMICILE_TU,
    ACompleter,
    Document,
    Feuille,
    Inline,
    Lettre,
    Ligne,
    Remarque,
    SautDeLigne,
    Texte,
)
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.horaires import SANS_HORAIRES, Horaires
from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.letters.lettre import fiches
from droits_usagers.letters.lettre.atelier import Atelier, Redige
from droits_usagers.letters.lettre.citations import Citations
from droits_usagers.letters.lettre.contexte import Contexte, RedactionLettre, help_of, schema_of, way_of
from droits_usagers.letters.lettre.delais import coming_of, delays_of
from droits_usagers.letters.lettre.dette import debt_of
from droits_usagers.letters.lettre.ecriture import lines_of, title_of
from droits_usagers.letters.lettre.gabarits import HABILLAGE
from droits_usagers.letters.lettre.jetons import ENTRE_CHAMPS
from droits_usagers.letters.lettre.markdown import to_blocks, to_inlines
from droits_usagers.letters.lettre.moteur import Fragment
from droits_usagers.letters.lettre.serrage import fits

#: The template of the page that bears a protected address.
FEUILLE_ADRESSE = "_communs/feuille_adresse"
#: The demarches that change a file, and the bodies that keep one for a whole household.
_CHANGE_LE_DOSSIER = frozenset({"rectification", "effacement", "limitation"})
_DOSSIER_DU_FOYER = frozenset({GenreOrganisme.CAF, GenreOrganisme.MSA})
_CORPS_PT = 11
_BLANCS = re.compile(" +")


@dataclass(frozen=True, slots=True)
class Sujet:
    """What a document is about: a demande, its demarche, the étape, the names of its enclosures, the dates its facts give."""

    demande: Demande
    demarche: Demarche
    etape: Etape
    pieces: Sequence[str] = ()
    echeances: Sequence[Echeance] = ()
    #: Its facts as its dates read them: « sent », of a letter that is an appeal, is that appeal.
    connus: tuple[Evenement, ...] = ()
    #: The same enclosures, with what each of them shows.
    jointes: Sequence[Jointe] = ()
    #: How the decision it contests is contested, when it contests one.
    voie: Voie | None = None
    #: The sum claimed back that it is about, when it is about one.
    dette: Dette | None = None
    #: Where the law is explained for nothing, not far from whoever writes; None where nothing is known.
    acces_droit: EntreeAnnuaire | None = None
    #: The day of the letter, today where it bears none.
    jour: dt.date | None = None


class Composeur:
    """Composes documents. Keeps nothing about anyone."""

    def __init__(self, atelier: Atelier, droit: Droit, feries: Feries, *, horaires: Horaires = SANS_HORAIRES) -> None:
        self._horaires = horaires
        self._atelier = atelier
        self._droit = droit
        self._feries = feries

    def document(self, sujet: Sujet) -> Document:
        """The letter of this étape, or the form to sign if that is what its template makes.

        Raises ExpectedError GABARIT_… when a user's own template is at fault.
        """
        redaction = RedactionLettre()
        redige = self._render(sujet, sujet.etape.gabarit, redaction, habillage=HABILLAGE)
        document = _sheet_of(redige) if redige.gabarit.is_sheet else _letter_of(redige)
        dites = (*_remarks(document, redaction, sujet), *self._law_remarks(redige.citees, sujet.jour or sujet.demande.date))
        return replace(document, remarques=dites)

    def _law_remarks(self, citees: Iterable[str], jour: dt.date | None) -> Iterator[Remarque]:
        """What of the law it names is to be checked the day it is dated; without one, what is known to end, whenever."""
        entrees = sorted((self._droit.entrees[id_] for id_ in citees), key=lambda entree: entree.id)
        reserves = {entree.citation: (entree.reserve(jour or dt.date.max), entree.fin) for entree in entrees}
        for citation, (reserve, fin) in reserves.items():
            if reserve is ReserveDroit.FIN and fin is not None:
                yield Remarque("texte_change", (("article", citation), ("date", date_courte(fin))))
        restent = [citation for citation, (reserve, _fin) in reserves.items() if reserve not in {None, ReserveDroit.FIN}]
        if restent:
            yield Remarque("textes_a_verifier", (("articles", " ; ".join(restent)),))

    def sheet(self, id_: str, sujet: Sujet, lettre: Lettre) -> Feuille:
        """A page that goes with a letter: the receipt to be stamped, the mandate, the enclosures, « et après ? », a fiche."""
        if id_.startswith(f"{fiches.DOSSIER}/"):
            return self.fiche(id_, fiches.context_of())
        return _sheet_of(self._render(sujet, id_, RedactionLettre(), lettre=lettre))

    def address_sheet(self, sujet: Sujet) -> Feuille:
        """The one page that bears a protected address: for a lawyer or a court, apart from everything else."""
        montre = replace(sujet, demande=without_protection(sujet.demande))
        return _sheet_of(self._render(montre, FEUILLE_ADRESSE, RedactionLettre()))

    def fiche(self, id_: str, contexte: Contexte) -> Feuille:
        """A page about no demande, with the names of `letters.fiches`."""
        citations = Citations(self._droit.entrees, self._droit.textes)
        redige = self._atelier.render(id_, "", contexte=contexte, citations=citations, schema=lambda: fiches.SCHEMA)
        return _sheet_of(redige)

    def _render(
        self, sujet: Sujet, id_: str, redaction: RedactionLettre, *, habillage: str = "", lettre: Lettre | None = None
    ) -> Redige:
        etape, pieces = sujet.etape.id, sujet.pieces
        contexte = redaction.context(
            sujet.demande, sujet.demarche, etape=etape, pieces=pieces, jointes=sujet.jointes, jour=sujet.jour
        )
        contexte["delais"] = delays_of(sujet.demande, sujet.echeances)
        contexte["voie"], contexte["dette"] = way_of(sujet.voie), debt_of(sujet.dette)
        connue = replace(sujet.demande, evenements=sujet.connus or sujet.demande.evenements)
        evenement = sent_as(sujet.etape, sujet.demarche, connue)
        contexte |= coming_of(connue, sujet.echeances, evenement, feries=self._feries, horaires=self._horaires)
        if lettre is not None:
            contexte["acces_droit"] = help_of(sujet.acces_droit)
            contexte["lettre"] = {
                "objet": title_of(lettre),
                "en_clair": list(lettre.en_clair),
                "destinataire": _known(_one(lettre.destinataire)),
            }
        return self._atelier.render(
            id_,
            habillage,
            contexte=contexte,
            citations=Citations.of(
                self._droit, sujet.demande.organisme.genre, sujet.demande.qualite, aussi=sujet.demande.genres
            ),
            schema=partial(schema_of, sujet.demarche),
        )


def _letter_of(redige: Redige) -> Lettre:
    habillage, entete = _fields_of(redige, HABILLAGE), _fields_of(redige, redige.gabarit.id)
    # What the header of the template writes itself takes the place of what surrounds every letter.
    autour = habillage | entete
    return Lettre(
        expediteur=autour["expediteur"],
        destinataire=autour["destinataire"],
        lieu_date=_one(autour["lieu_date"]),
        objet=(*_bold(_one(habillage["objet"])), Texte(" "), *_one(entete["objet"])),
        corps=to_blocks(redige.corps.texte, redige.corps.valeurs),
        signature=autour["signature"],
        gabarit=redige.gabarit.utilise,
        mentions=autour["mentions"],
        references=habillage["references"] + entete["references"],
        pieces_jointes=autour["pieces_jointes"],
        copies=autour["copies"],
        en_clair=tuple(map(plain, entete["en_clair"])),
    )


def _sheet_of(redige: Redige) -> Feuille:
    entete = _fields_of(redige, redige.gabarit.id)
    return Feuille(
        titre=_one(entete["titre"]),
        encadre=_one(entete["encadre"]),
        corps=to_blocks(redige.corps.texte, redige.corps.valeurs),
        gabarit=redige.gabarit.utilise,
        corps_pt=redige.gabarit.corps_pt or _CORPS_PT,
        en_clair=tuple(map(plain, entete["en_clair"])),
    )


def plain(ligne: Sequence[Inline]) -> str:
    """A line as a plain text; a line break is a space."""
    return "".join(
        inline.texte if isinstance(inline, Texte) else " " if isinstance(inline, SautDeLigne) else "…" for inline in ligne
    )


def _fields_of(redige: Redige, id_: str) -> dict[str, tuple[Ligne, ...]]:
    """The lines of each field of one of the templates rendered, those its file writes."""
    noms, fragment = redige.gabarits[id_].champs, redige.champs[id_]
    return {
        champ: tuple(_lines(texte, fragment)) for champ, texte in zip(noms, fragment.texte.split(ENTRE_CHAMPS), strict=True)
    }


def _lines(texte: str, fragment: Fragment) -> Iterator[Ligne]:
    """One line per line of the field that is not blank, and per line of a value."""
    for ligne in _written_lines(texte):
        courante: list[Inline] = []
        for inline in to_inlines(ligne, fragment.valeurs):
            if isinstance(inline, SautDeLigne):
                yield from _unless_blank(courante)
                courante = []
            else:
                courante.append(inline)
        yield from _unless_blank(courante)


@lru_cache(maxsize=512)
def _written_lines(texte: str) -> tuple[str, ...]:
    """The lines of a field, without the spaces that a left-out value leaves behind."""
    lignes = (_BLANCS.sub(" ", ligne).strip(" ") for ligne in texte.splitlines())
    return tuple(ligne for ligne in lignes if ligne)


def _unless_blank(ligne: Sequence[Inline]) -> Iterator[Ligne]:
    if any(not isinstance(inline, Texte) or inline.texte.strip() for inline in ligne):
        yield tuple(ligne)


def _one(lignes: Sequence[Ligne]) -> Ligne:
    """The first line of a field that holds one."""
    return lignes[0] if lignes else ()


def _known(ligne: Ligne) -> str:
    """A line as a plain text, empty when it is one to fill by hand."""
    return "" if any(isinstance(inline, ACompleter) for inline in ligne) else plain(ligne)


def _bold(ligne: Ligne) -> Iterator[Inline]:
    for inline in ligne:
        yield replace(inline, gras=True) if isinstance(inline, Texte) else inline


def _remarks(document: Document, redaction: RedactionLettre, sujet: Sujet) -> Iterator[Remarque]:
    """What the person must know before it leaves."""
    if redaction.remplaces:
        yield Remarque("caracteres_remplaces", (("nombre", str(redaction.remplaces)),))
    vides = blanks_of(document)
    if vides:
        yield Remarque("a_completer" if isinstance(document, Lettre) else "a_completer_feuille", (("nombre", str(vides)),))
    if sujet.demande.qualite not in sujet.demarche.pour:
        yield Remarque("qualite_hors_demarche")
    if isinstance(document, Lettre) and not fits(document.destinataire):
        yield Remarque("destinataire_long")
    if sujet.demarche.autorite:
        yield Remarque("adresse_autorite")
    recours = sujet.etape.evenement is TypeEvenement.RECOURS_PREALABLE_ENVOYE
    if recours and sujet.voie is not None and sujet.voie.aupres == A_RECOPIER:
        yield Remarque("destinataire_decision")
    if recours and sujet.voie is not None and sujet.voie.aupres == SELON_AIDE:
        yield Remarque("destinataire_selon_aide")
    # That the letter is dated before what it rests on. Its date is what the person said: it is not changed.
    jour = sujet.demande.date
    rappeles = {type_ for fait in sujet.etape.papier for type_ in (REPONSES if fait == REPONSE else (fait,))}
    dates = [fait.date for fait in sujet.demande.evenements if fait.type in rappeles and not fait.organisme]
    if jour is not None and dates and jour < max(dates):
        yield Remarque("date_avant_les_faits", (("date", date_courte(jour)), ("fait", date_courte(max(dates)))))
    yield from _protection_remarks(document, sujet)
    yield from _window_remarks(sujet)


def _protection_remarks(document: Document, sujet: Sujet) -> Iterator[Remarque]:
    """That the answer has nowhere to go yet, or that an authority may ask for more than is written."""
    demande = sujet.demande
    if demande.domicile is Domicile.TU:
        yield Remarque(DOMICILE_TU)
    if not is_withheld(demande) or not isinstance(document, Lettre):
        return
    if is_protected(demande) and not is_elsewhere(demande) and (demande.auteur is None or hides_auteur(demande)):
        yield Remarque("adresse_tue")
    if sujet.demarche.autorite:
        yield Remarque("domicile_tu")
    if is_protected(demande):
        yield from _other_ways_remarks(sujet)


def _other_ways_remarks(sujet: Sujet) -> Iterator[Remarque]:
    """By what else someone may learn of the letter, whatever it asks."""
    demande = sujet.demande
    compte = sujet.demarche.concerns_account(sujet.etape)
    if compte and MoyenPartage.COMPTE in demande.ouverts:
        yield Remarque("compte_ouvert")
    if compte and changes_access(demande):
        yield Remarque("acces_change")
    if MoyenPartage.COURRIEL in demande.ouverts and demande.reponses.get("envoi") == "courriel":
        yield Remarque("courriel_ouvert")
    if demande.reponses.get("envoi") == "teleservice":
        yield Remarque("teleservice_ecrit")
    if demande.demarche in _CHANGE_LE_DOSSIER and demande.organisme.genre in _DOSSIER_DU_FOYER:
        yield Remarque("autre_parent")


def _window_remarks(sujet: Sujet) -> Iterator[Remarque]:
    """That the CADA would be seized too late, or too early."""
    dates = {echeance.code: echeance.au_plus_tard for echeance in sujet.echeances}
    ouverture, fermeture, jour = dates.get(Code.REFUS_TACITE), dates.get(Code.SAISINE_CADA), sujet.demande.date
    if sujet.etape.evenement is not TypeEvenement.CADA_SAISIE or jour is None:
        return
    if fermeture is not None and fermeture < jour:
        yield Remarque("cada_trop_tard", (("date", date_courte(fermeture)),))
    elif ouverture is not None and jour <= ouverture:
        yield Remarque("cada_trop_tot", (("date", date_courte(ouverture)),))


def blanks_of(document: Document) -> int:
    """How many dotted lines a document has, to be filled by hand."""
    lignes = (*_around(document), *lines_of(document.corps))
    return sum(isinstance(inline, ACompleter) for ligne in lignes for inline in ligne)


def _around(document: Document) -> tuple[Ligne, ...]:
    """What a document has around its body, and that can be filled by hand."""
    if not isinstance(document, Lettre):
        return (document.titre, document.encadre)
    parties = (document.expediteur, document.destinataire, document.references, document.signature)
    return (document.lieu_date, document.objet, *(ligne for partie in parties for ligne in partie))
