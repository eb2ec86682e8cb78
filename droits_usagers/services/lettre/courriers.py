"""Letters and the pages that go with them: compose, show, write, print. What one can do with a demande, without any screen.

Nothing heavy is imported with this module: jinja2, docx, typst and markdown_it come with the first letter (`warm_up` fetches
them ahead of time, in a background thread). Every method may be called from any thread.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, partial
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande, contexte_of, is_protected, is_withheld
from droits_usagers.domain.demarche.demarches import enclosed, obstacle_of, question_behind
from droits_usagers.domain.demarche.mandats import between_the_same, question_of
from droits_usagers.domain.demarche.questions import is_blank, known_facts
from droits_usagers.domain.lettre.lettre import Document, Feuille, Lettre, PartieDocument, Remarque, Texte
from droits_usagers.domain.mots.horaires import SANS_HORAIRES, Horaires
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.dette import court_day

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from droits_usagers.catalogue import Catalogue
    from droits_usagers.domain.demarche.demarches import Demarche
    from droits_usagers.letters.lettre.atelier import Atelier
    from droits_usagers.letters.lettre.composer import Composeur, Sujet
    from droits_usagers.letters.lettre.modele import Modele
    from droits_usagers.letters.lettre.pdf import Typographe
    from droits_usagers.letters.lettre.pieces_pdf import TypographePieces
    from droits_usagers.letters.lettre.word import Recueil
    from droits_usagers.places import Places
    from droits_usagers.services.annuaire.annuaire import Annuaire
    from droits_usagers.services.socle.sorties import Liasse
    from droits_usagers.services.socle.suivant import Suivant

_CHIFFRES = len("93000")


def place_to_ask(demande: Demande) -> str:
    """The postcode of where the answer goes; where the home is written nowhere, or nothing is said, that of the body."""
    reponse = demande.reponse_a.adresse if demande.reponse_a else ()
    siennes = () if is_withheld(demande) else (reponse, demande.signataire.adresse)
    codes = (postcode_of(adresse) for adresse in (*siennes, demande.organisme.adresse))
    return next(filter(None, codes), "")


def postcode_of(adresse: Sequence[str]) -> str:
    """The postcode of the last line that begins with one; empty when none does.

    >>> postcode_of(("Hôtel du département", "93006 Bobigny cedex")), postcode_of(("chez Awa",))
    ('93006', '')
    """
    debuts = (ligne.split(maxsplit=1)[0] for ligne in reversed(adresse) if ligne.strip())
    return next((mot for mot in debuts if len(mot) == _CHIFFRES and mot.isascii() and mot.isdigit()), "")


#: One's own copy of the letter, among what one may carry home.
COPIE = "copie"
#: The same, with the day on which a right is lost first written on it.
JOUR = "jour"
#: What is for oneself in a kit: not printed, where someone must not know, unless it is wanted.
A_EMPORTER = (COPIE, JOUR, "recepisse", "pieces", "apres")
_A_RETENIR = "_communs/a_retenir"
#: The one page that bears a protected address.
FEUILLE_ADRESSE = "feuille_adresse"
#: Of the page drawn for nobody, in pixels.
_LARGEUR_D_ESSAI = 400


class Format(StrEnum):
    """The files a document can be written as."""

    DOCX = "docx"
    PDF = "pdf"
    TXT = "txt"


@dataclass(frozen=True, slots=True)
class Rendu:
    """A document as the bytes of a file, and what had to be changed or should be known (a character no font has…)."""

    contenu: bytes = field(repr=False)
    remarques: tuple[Remarque, ...] = ()


@dataclass(frozen=True, slots=True)
class Exemplaire:
    """One document of a kit, and in how many copies to print it.

    Its id is "lettre", "formulaire" when it is a form to sign, or "page" when it is one to take to whoever can help, for what
    the étape makes; then "jour" (one's own letter, with
    what is to be remembered), "recepisse", "mandat", the name of a page of the étape (`Etape.feuilles`), "pieces" or "apres".
    Never in a kit: "feuille_adresse".
    """

    id: str
    document: Document = field(repr=False)
    nombre: int = 1


class Courriers:
    """Makes letters from the catalogue and the templates found in `places`. Keeps only what is the same for everyone."""

    def __init__(
        self,
        catalogue: "Catalogue",
        places: "Places",
        annuaire: "Annuaire | None" = None,
        *,
        today: "Callable[[], dt.date] | None" = None,
        horaires: Horaires = SANS_HORAIRES,
    ) -> None:
        """`today`: the day of a letter that bears none, which tells whether it is of a child; `horaires`: of the desk."""
        self._horaires = horaires
        self._catalogue = catalogue
        self._today = today
        self._places = places
        #: Tells where the law is explained, not far from whoever writes; without it, a sheet names no place.
        self._annuaire = annuaire
        #: What one's own Word model said, and of which file.
        self._tete: tuple[tuple[int, int], tuple[str, ...]] = ((0, 0), ())

    def warm_up(self) -> None:
        """Read every demarche and draw one letter, so that any first preview comes fast. Worth a background thread."""
        # Asked for all at once by whoever comes back with a paper.
        demarches = tuple(self._catalogue.demarches.values())
        blanche = next(filter(_is_made_blank, demarches), None)
        if blanche is not None:
            self.images(self.compose(Demande(blanche.id)), _LARGEUR_D_ESSAI)

    def close(self) -> None:
        """End what keeps nothing but could: the processes where a user's own templates are rendered, and files put together."""
        self._atelier.close()
        if "typographe_pieces" in self.__dict__:
            self.typographe_pieces.close()

    def compose(self, demande: Demande, etape: str | None = None) -> Document:
        """The letter of this étape (the demarche's first one when None), or its form; whatever is missing as dotted lines.

        Raises ExpectedError: ETAPE_INCONNUE (`cle`); PAS_DE_LETTRE (`question` = the id of the question whose answer, or of
        the fact that, excludes a letter, or that must be answered first; `dit` says why, `suite` names where to go instead);
        GABARIT_… when the user's own template is at fault.
        """
        return self._composeur.document(self._subject(demande, etape))

    def fiche(self, id_: str, **noms: object) -> Feuille:
        """A page about no demande, from a template of `fiches/`; its names are those of `letters.fiches`.

        Raises ExpectedError GABARIT_… when the user's own template is at fault.
        """
        from droits_usagers.letters.lettre.fiches import DOSSIER, context_of

        return self._composeur.fiche(f"{DOSSIER}/{id_}", context_of(**noms))

    def render(self, document: Document, format_: Format) -> Rendu:
        """The file. Same document, same bytes. Never fails because of what someone typed.

        Raises ExpectedError MODELE_REFUSE when the user's own Word model is at fault.
        """
        match format_:
            case Format.TXT:
                return Rendu(self.text(document).encode())
            case Format.DOCX:
                from droits_usagers.letters.lettre import word

                return Rendu(word.write(document, self._modele()))
            case _:
                return self.together((document,))

    def together(self, documents: "Sequence[Document]") -> Rendu:
        """One PDF of several documents, each on the front of a sheet: what is heard of it is what is heard of each."""
        contenu, remarques = self._typographe.together(documents)
        return Rendu(contenu, tuple(map(self._located, remarques)))

    def gather(self) -> "Recueil":
        """An empty collection of letters, to be written as one Word file. Raises ExpectedError MODELE_REFUSE."""
        from droits_usagers.letters.lettre.word import Recueil

        return Recueil(self._modele())

    def join(self, fichiers: "Sequence[bytes]") -> bytes:
        """PDF files one after the other, as one, each beginning on the front of a sheet."""
        return self.typographe_pieces.join(fichiers)

    def referenced(self, document: Document, reference: str) -> Document:
        """The same letter, with our reference among those it bears; a page that is no letter, or without any, as it is."""
        if not reference or not isinstance(document, Lettre):
            return document
        ligne = (Texte(self._catalogue.textes("masse.notre_reference", reference=reference)),)
        return replace(document, references=(*document.references, ligne))

    def liasse(self, document: Document, nombre: int = 1, nom: str = "") -> "Liasse":
        """The document for the printer, in so many copies."""
        from droits_usagers.services.socle.sorties import bind

        return bind(self.render(document, Format.PDF).contenu, partial(self.pages, document), nombre=nombre, nom=nom)

    def pages(self, document: Document) -> tuple[bytes, ...]:
        """The printed pages as SVG, one per page. The same as the PDF."""
        return self._typographe.pages(document)

    def images(self, document: Document, largeur: int) -> tuple[bytes, ...]:
        """The same pages as PNG, `largeur` pixels wide: for a preview that follows the typing without holding up the window."""
        return self._typographe.images(document, largeur)

    def drawn(self, document: Document, largeur: int) -> tuple[tuple[bytes, ...], tuple[PartieDocument, ...]]:
        """The same, and what each part of the document says and where it lies on them."""
        return self._typographe.drawn(document, largeur)

    def parts(self, document: Document) -> tuple[str, ...]:
        """What each part of the document says, in the order of its text."""
        from droits_usagers.letters.lettre import texte

        return texte.parts(document)

    def text(self, document: Document) -> str:
        """The document as plain text, as in the .txt file: the « Texte » side of the preview, and what is copied."""
        from droits_usagers.letters.lettre import texte

        return texte.write(document)

    def kit(self, demande: Demande, etape: str | None = None, *, emporter: "Collection[str]" = ()) -> tuple[Exemplaire, ...]:
        """« Tout imprimer », in printing order.

        The letter twice, the mandate (author mandataire), the receipt to be stamped (channel "guichet"), the pages of the étape
        (`Etape.feuilles`), the list of enclosures (if there are any), and « et après ? » in large type. A form to sign goes
        alone: one for each of the two who sign it; so does a page about a paper that came, to take to whoever can help.

        Where someone must not know, what would be carried home is left out, unless named in `emporter` (see A_EMPORTER).
        """
        sujet = self._subject(demande, etape)
        lettre = self._composeur.document(sujet)
        if isinstance(lettre, Feuille):
            return (Exemplaire("page", lettre),) if sujet.etape.papier else (Exemplaire("formulaire", lettre, 2),)
        faits = known_facts(sujet.demarche.questions, demande.reponses, contexte_of(demande))
        laisses = frozenset(A_EMPORTER).difference(emporter) if is_protected(demande) else frozenset()
        feuilles = {
            "mandat": "_communs/mandat" if demande.qualite is Qualite.MANDATAIRE else "",
            "recepisse": "_communs/recepisse" if "guichet" in faits.get("envoi", ()) else "",
            **sujet.etape.feuilles_of(demande.qualite),
            "pieces": "_communs/pieces" if sujet.pieces else "",
            "apres": sujet.etape.apres,
        }
        return (
            *self._letters(sujet, lettre, laisses),
            *(
                Exemplaire(id_, self._composeur.sheet(gabarit, self._with_help(sujet) if id_ == "apres" else sujet, lettre))
                for id_, gabarit in feuilles.items()
                if gabarit and id_ not in laisses
            ),
        )

    def _letters(self, sujet: "Sujet", lettre: Lettre, laisses: "Collection[str]") -> "Iterator[Exemplaire]":
        """The one that is sent, and one's own: alike, or with what is to be remembered under it."""
        if not is_protected(sujet.demande) or JOUR in laisses:
            yield Exemplaire("lettre", lettre, 1 if COPIE in laisses else 2)
            return
        yield Exemplaire("lettre", lettre)
        dits = self._catalogue.textes("assistant.fin.retenir.ecrit", dit=" ".join(self._remembered(sujet, lettre)))
        yield Exemplaire(JOUR, replace(lettre, copies=(*lettre.copies, (Texte(dits),))))

    def to_remember(self, demande: Demande, etape: str | None = None) -> tuple[str, ...]:
        """The day on which a right is lost first, or how it is counted, and when to come back: as « et après ? » says them.

        For whoever carries no paper home. Nothing for a form, nor where nothing is lost. Raises as `compose`.
        """
        sujet = self._subject(demande, etape)
        lettre = self._composeur.document(sujet)
        return self._remembered(sujet, lettre) if isinstance(lettre, Lettre) else ()

    def _remembered(self, sujet: "Sujet", lettre: Lettre) -> tuple[str, ...]:
        feuille = self._composeur.sheet(_A_RETENIR, sujet, lettre)
        # A value that ends a sentence has its full stop, a sentence of a template may have none.
        return tuple(f"{dit.rstrip('.')}." for dit in self.parts(feuille)[1:])

    def _with_help(self, sujet: "Sujet") -> "Sujet":
        """The same, with where the law is explained, if that is known: for nobody who must not be found, but near the body."""
        code_postal = place_to_ask(sujet.demande)
        if self._annuaire is None or not code_postal:
            return sujet
        try:
            return replace(sujet, acces_droit=self._annuaire.nearest(code_postal))
        except ExpectedError:
            return sujet

    def address_sheet(self, demande: Demande) -> Exemplaire:
        """The page that bears the protected addresses, for a lawyer or a court: alone, never in a kit.

        Raises ExpectedError GABARIT_… when the user's own template is at fault.
        """
        from droits_usagers.letters.lettre.composer import Sujet

        demarche = self._catalogue.demarches[demande.demarche]
        return Exemplaire(FEUILLE_ADRESSE, self._composeur.address_sheet(Sujet(demande, demarche, demarche.etapes[0])))

    def suggested_name(self, demande: Demande, etape: str | None, format_: Format, *, reference: str = "") -> str:
        """A file name made of the coffre's reference or else the letter's date, and of the kind of letter; never a name.

        E.g. "2026-0113-acces-demande.docx", "2026-11-24-acces-demande.pdf", "acces-demande.docx".
        """
        sujet = self._subject(demande, etape)
        debut = reference or (demande.date.isoformat() if demande.date else "")
        return "-".join(filter(None, (debut, sujet.demarche.id, sujet.etape.id))).replace("_", "-") + f".{format_}"

    def _subject(self, demande: Demande, etape: str | None) -> "Sujet":
        from droits_usagers.letters.lettre.composer import Sujet

        demarche = self._catalogue.demarches[demande.demarche]
        choisie = demarche.etape(etape)
        if choisie is None:
            raise ExpectedError(Panne.ETAPE_INCONNUE, cle=readable_key(etape or ""))
        contexte = contexte_of(demande)
        obstacle = obstacle_of(demarche, choisie.id, reponses=demande.reponses, contexte=contexte)
        if obstacle is not None:
            question = question_behind(demarche, obstacle)
            dit, suite = self._why(demande, demarche, obstacle), self._instead(demarche, obstacle)
            raise ExpectedError(Panne.PAS_DE_LETTRE, question=question, dit=dit, suite=suite)
        textes = self._catalogue.textes_demarche(demarche.id)
        jointes = enclosed(demarche, choisie.id, demande)
        pieces = tuple(jointe.nom or textes(f"pieces.{jointe.piece.id}") for jointe in jointes)
        echeances, faits = self._suivant.echeances(demande), self._suivant.faits(demande)
        jour = demande.date or (self._today() if self._today else None)
        voie, dette = self._suivant.voie(faits), self._suivant.dette(demande)
        return Sujet(demande, demarche, choisie, pieces, echeances, faits.evenements, jointes, voie, dette, jour=jour)

    def _why(self, demande: Demande, demarche: "Demarche", obstacle: str) -> str:
        """Why there is none, in the words of the demarche and on one line, and before which court instead."""
        siens = self._catalogue.textes_demarche(demarche.id)
        attendue = demarche.issue(obstacle) is None and is_blank(demande.reponses.get(obstacle))
        cles = (f"attendu.{obstacle}" if attendue else "", f"refus.{obstacle}")
        dit = next((siens(cle) for cle in cles if cle in siens), "")
        jour = demande.date or (self._today() if self._today else None)
        ou = "" if attendue else court_day(demande, self._suivant, self._catalogue.textes, today=jour)
        return "".join(f" {mot}" for mot in f"{ou} {dit}".split())

    def _instead(self, demarche: "Demarche", obstacle: str) -> str:
        """Which demarches could help, or which letter of the same, in a sentence; empty when there is none."""
        textes, demarches, issue = self._catalogue.textes, demarche.vers(obstacle), demarche.issue(obstacle)
        if issue is not None and issue.etape:
            titre = self._catalogue.textes_demarche(demarche.id)(f"etapes.{issue.etape}.titre")
            return textes("obstacle.etape", etape=textes("obstacle.demarche", id=issue.etape, titre=titre))
        noms = (textes("obstacle.demarche", id=id_, titre=self._catalogue.textes_demarche(id_)("titre")) for id_ in demarches)
        return textes("obstacle.suite", demarches=", ".join(noms)) if demarches else ""

    def _located(self, remarque: Remarque) -> Remarque:
        """The remark with the part of the letter named in words."""
        textes = self._catalogue.textes
        faits = tuple((cle, textes(f"remarques.ou.{valeur}") if cle == "ou" else valeur) for cle, valeur in remarque.faits)
        return Remarque(remarque.id, faits)

    @cached_property
    def _suivant(self) -> "Suivant":
        from droits_usagers.services.socle.suivant import Suivant

        return Suivant(self._catalogue)

    @cached_property
    def _atelier(self) -> "Atelier":
        from droits_usagers.letters.lettre.atelier import Atelier
        from droits_usagers.letters.lettre.gabarits import Gabarits

        return Atelier(Gabarits(self._places.gabarits, self._places.gabarits_utilisateur))

    @cached_property
    def _composeur(self) -> "Composeur":
        from droits_usagers.letters.lettre.composer import Composeur

        return Composeur(self._atelier, self._catalogue.droit, self._catalogue.feries, horaires=self._horaires)

    @cached_property
    def _typographe(self) -> "Typographe":
        from droits_usagers.letters.lettre.pdf import Typographe

        return Typographe(self._places.resources / "mise_en_page")

    @cached_property
    def typographe_pieces(self) -> "TypographePieces":
        """Puts exhibits together."""
        from droits_usagers.letters.lettre.pieces_pdf import TypographePieces

        return TypographePieces(self._places.resources / "mise_en_page")

    def letterhead(self) -> tuple[str, ...]:
        """What one's own Word model says around each letter, read again when it changes; nothing where it cannot be used."""
        from droits_usagers.letters.lettre.modele import MODELE, load_modele

        dossier = self._places.gabarits_utilisateur
        try:
            etat = (dossier / MODELE).stat() if dossier is not None else None
            if dossier is None or etat is None:
                return ()
            if self._tete[0] != (etat.st_mtime_ns, etat.st_size):
                sien = load_modele(dossier)
                # One made from ours says « page 1/2 » too.
                siens = (dit for dit in sien.dits if dit not in self._notre_modele.dits)
                images = (self._catalogue.textes("non_lu.image_de_modele", nom=nom) for nom in sien.images)
                self._tete = (etat.st_mtime_ns, etat.st_size), (*siens, *images)
        except (OSError, ExpectedError):
            # Whoever writes with it is told why.
            return ()
        return self._tete[1]

    def _modele(self) -> "Modele":
        """The user's own Word model, read each time as it may change, or else ours, read once."""
        from droits_usagers.letters.lettre.modele import MODELE, load_modele

        dossier = self._places.gabarits_utilisateur
        if dossier is not None and (dossier / MODELE).is_file():
            return load_modele(dossier)
        return self._notre_modele

    @cached_property
    def _notre_modele(self) -> "Modele":
        from droits_usagers.letters.lettre.modele import load_modele

        return replace(load_modele(self._places.resources), a_nous=True)


def _is_made_blank(demarche: "Demarche") -> bool:
    """False for a first letter that waits for its answers."""
    contexte = contexte_of(Demande(demarche.id))
    return obstacle_of(demarche, demarche.etapes[0].id, reponses={}, contexte=contexte) is None


_ENSEMBLE = "ensemble"


@dataclass(frozen=True, slots=True)
class Paquet:
    """The files by format, and what should be known of them."""

    contenus: "Mapping[str, bytes]" = field(repr=False)
    remarques: "tuple[Remarque, ...]" = ()


def bundle(courriers: "Courriers", kit: "Sequence[Exemplaire]") -> Paquet:
    """Everything of a kit once, each document on the front of a sheet; the letter alone for Word."""
    lettre = kit[0].document
    word = courriers.render(lettre, Format.DOCX)
    pdf = courriers.together([exemplaire.document for exemplaire in kit])
    dites = (*lettre.remarques, *(remarque for rendu in (pdf, word) for remarque in rendu.remarques))
    return Paquet({Format.PDF: pdf.contenu, Format.DOCX: word.contenu}, tuple(dict.fromkeys(dites)))


def bundle_name(courriers: "Courriers", demande: "Demande", etape: str | None, quoi: str = _ENSEMBLE) -> str:  # noqa: PLR0917
    """« 2026-11-24-acces-demande-ensemble.pdf », or that of one page of it; never a name."""
    lettre = courriers.suggested_name(demande, etape, Format.PDF)
    return lettre.removesuffix(f".{Format.PDF}") + f"-{quoi.replace('_', '-')}.{Format.PDF}"


__all__ = ["between_the_same", "form_for", "form_of", "question_of"]

_MANDAT = "mandat"


def form_of(courriers: "Courriers", demande: "Demande", today: dt.date) -> "Document":
    """The form to sign for this letter: the one that goes with it, or the general one where there is no letter yet.

    Raises ExpectedError GABARIT_… when the user's own template is at fault.
    """
    datee = replace(demande, date=demande.date or today)
    try:
        kit = courriers.kit(datee)
    except ExpectedError as error:
        if error.panne is not Panne.PAS_DE_LETTRE:
            raise
        kit = ()
    jointe = next((exemplaire.document for exemplaire in kit if exemplaire.id == _MANDAT), None)
    return jointe or courriers.compose(replace(datee, demarche=_MANDAT, reponses={}))


def form_for(courriers: "Courriers", demandes: "Sequence[Demande]", today: dt.date) -> "Document":
    """The one form to sign for all these letters, between the same two.

    Several letters: the general one, that names the body when it is the same for all. Raises as `form_of`.
    """
    premiere = demandes[0]
    if len(demandes) == 1:
        return form_of(courriers, premiere, today)
    organismes = {demande.organisme for demande in demandes}
    organisme = premiere.organisme if len(organismes) == 1 else Organisme()
    return courriers.compose(replace(premiere, demarche=_MANDAT, reponses={}, organisme=organisme, date=premiere.date or today))
