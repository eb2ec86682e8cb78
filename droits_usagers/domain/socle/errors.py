"""The facts of life the program expects, as codes; their sentences are in `resources/textes/fr.toml`, `[pannes]`."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from droits_usagers.domain.socle.promesses import Preuve


class Panne(StrEnum):
    """What can go wrong without the program being at fault. One sentence each: what happened, what is safe, what to do."""

    # What was given cannot be read: exit code 2 on the command line.
    TOML_ILLISIBLE = "toml_illisible"
    CLE_INCONNUE = "cle_inconnue"
    VALEUR_REFUSEE = "valeur_refusee"
    CLE_ABSENTE = "cle_absente"
    DATE_REFUSEE = "date_refusee"
    TERRITOIRE_INCONNU = "territoire_inconnu"
    AIDE_INCONNUE = "aide_inconnue"
    FORMAT_PLUS_RECENT = "format_plus_recent"
    DEMARCHE_INCONNUE = "demarche_inconnue"
    ETAPE_INCONNUE = "etape_inconnue"
    QUESTION_INCONNUE = "question_inconnue"
    REPONSE_REFUSEE = "reponse_refusee"
    ORGANISATION_ABSENTE = "organisation_absente"
    RETRAIT_ABSENT = "retrait_absent"
    RETRAIT_ABSENT_DU_LOT = "retrait_absent_du_lot"
    LIGNE_ABSENTE = "ligne_absente"
    REFERENCE_INCONNUE = "reference_inconnue"
    SORTIE_REFUSEE = "sortie_refusee"
    FICHE_INCONNUE = "fiche_inconnue"
    ADRESSE_TROP_LONGUE = "adresse_trop_longue"
    LANGUE_INCONNUE = "langue_inconnue"
    SANS_LANGUE = "sans_langue"
    NOM_TROP_LONG = "nom_trop_long"
    MASQUAGE_RIEN = "masquage_rien"
    MASQUAGE_SUR_LUI = "masquage_sur_lui"
    MASQUAGE_PAGE_ABSENTE = "masquage_page_absente"
    FICHIER_ABSENT = "fichier_absent"
    FICHIER_ILLISIBLE = "fichier_illisible"
    FICHIER_TROP_GRAND = "fichier_trop_grand"
    TEXTES_ABSENTS = "textes_absents"
    TEXTE_SANS_ARTICLE = "texte_sans_article"
    TABLEAU_ILLISIBLE = "tableau_illisible"
    TABLEAU_PROTEGE = "tableau_protege"
    TABLEAU_TROP_GRAND = "tableau_trop_grand"
    TABLEAU_VIDE = "tableau_vide"
    TABLEAU_CODAGE = "tableau_codage"
    FEUILLE_ABSENTE = "feuille_absente"
    FEUILLE_A_DIRE = "feuille_a_dire"
    ANNUAIRE_ILLISIBLE = "annuaire_illisible"
    ANNUAIRE_COLONNE = "annuaire_colonne"
    ANNUAIRE_TROP_GRAND = "annuaire_trop_grand"
    # The program understands, but will not or cannot: exit code 3.
    PAS_DE_LETTRE = "pas_de_lettre"
    TEXTES_CHANGES = "textes_changes"
    SORTIE_RETENUE = "sortie_retenue"
    TEXTE_DEMESURE = "texte_demesure"
    LETTRE_DEMESUREE = "lettre_demesuree"
    CONSTATS_A_CONFIRMER = "constats_a_confirmer"
    NOTICE_DEBORDE = "notice_deborde"
    LOGO_ABSENT = "logo_absent"
    LOGO_REFUSE = "logo_refuse"
    LOGO_ILLISIBLE = "logo_illisible"
    LOGO_TROP_GRAND = "logo_trop_grand"
    FICHIER_EXISTE = "fichier_existe"
    FICHIER_TENU = "fichier_tenu"
    ECRIT_AUTREMENT = "ecrit_autrement"
    FICHE_CHANGEE = "fiche_changee"
    DISQUE_PLEIN = "disque_plein"
    DISQUE_INCOMPRIS = "disque_incompris"
    MEMOIRE_PLEINE = "memoire_pleine"
    PLACE_PHRASE = "place_phrase"
    PLACE_EFFACER = "place_effacer"
    DOSSIER_INACCESSIBLE = "dossier_inaccessible"
    GABARIT_REFUSE = "gabarit_refuse"
    GABARIT_ILLISIBLE = "gabarit_illisible"
    GABARIT_NOM_INCONNU = "gabarit_nom_inconnu"
    GABARIT_CITATION = "gabarit_citation"
    CITATION_REFUSEE = "citation_refusee"
    GABARIT_SANS_ENTETE = "gabarit_sans_entete"
    GABARIT_CARACTERE = "gabarit_caractere"
    GABARIT_DEMESURE = "gabarit_demesure"
    MODELE_REFUSE = "modele_refuse"
    RESSOURCE_ABIMEE = "ressource_abimee"
    PHRASE_REFUSEE = "phrase_refusee"
    PHRASE_TROP_FAIBLE = "phrase_trop_faible"
    PHRASE_ABSENTE = "phrase_absente"
    PHRASE_INUTILISABLE = "phrase_inutilisable"
    PHRASES_DIFFERENTES = "phrases_differentes"
    PHRASE_PAREILLE = "phrase_pareille"
    PHRASE_NOUVELLE_ABSENTE = "phrase_nouvelle_absente"
    PHRASE_INCHANGEE = "phrase_inchangee"
    PHRASE_INCERTAINE = "phrase_incertaine"
    PAS_UN_COFFRE = "pas_un_coffre"
    COFFRE_VIDE = "coffre_vide"
    COFFRE_ABIME = "coffre_abime"
    COFFRE_ILLISIBLE = "coffre_illisible"
    COFFRE_INCOMPRIS = "coffre_incompris"
    JOURNAL_ROMPU = "journal_rompu"
    COFFRE_PLUS_RECENT = "coffre_plus_recent"
    COFFRE_DEJA_OUVERT = "coffre_deja_ouvert"
    COFFRE_LECTURE_SEULE = "coffre_lecture_seule"
    COFFRE_INACCESSIBLE = "coffre_inaccessible"
    COFFRE_RELU = "coffre_relu"
    COFFRE_NON_RELU = "coffre_non_relu"
    SAUVEGARDE_REFUSEE = "sauvegarde_refusee"
    COPIE_INFIDELE = "copie_infidele"
    MOTEUR_TROP_ANCIEN = "moteur_trop_ancien"
    DOSSIER_INCONNU = "dossier_inconnu"
    FAIT_INCONNU = "fait_inconnu"
    PIECE_INCONNUE = "piece_inconnue"
    PIECE_ILLISIBLE = "piece_illisible"
    PIECE_PROTEGEE = "piece_protegee"
    PIECE_TROP_GRANDE = "piece_trop_grande"
    PIECE_VIDE = "piece_vide"
    SANS_PIECE = "sans_piece"
    PIECES_A_VOIR = "pieces_a_voir"
    DOCUMENT_SANS_TEXTE = "document_sans_texte"
    MASQUAGE_NON_RELU = "masquage_non_relu"
    COPIE_NON_RELUE = "copie_non_relue"
    MASQUAGE_ABSENT = "masquage_absent"
    MASQUAGE_PDF_SEUL = "masquage_pdf_seul"
    MASQUAGE_TROP_GRAND = "masquage_trop_grand"
    IMAGE_ILLISIBLE = "image_illisible"
    IMAGE_DEMESUREE = "image_demesuree"
    IMAGE_AUTRE = "image_autre"
    INTERDIT_ICI = "interdit_ici"
    POSTE_PARTAGE = "poste_partage"
    DEFAUT = "defaut"
    PAS_D_ECRAN = "pas_d_ecran"
    PAS_D_IMPRIMANTE = "pas_d_imprimante"
    IMPRIMANTE_REFUSE = "imprimante_refuse"
    IMPRESSION_COUPEE = "impression_coupee"
    PAS_DE_PROGRAMME = "pas_de_programme"
    # Done, but not all of what was given could be: exit code 4.
    TEXTES_NON_COMPARES = "textes_non_compares"
    MASQUAGE_PARTIEL = "masquage_partiel"
    DOCUMENT_EN_PARTIE = "document_en_partie"

    @property
    def is_input(self) -> bool:
        """True when what was given is at fault (exit code 2), false when the program will not or cannot (3)."""
        return self in _INPUT

    @property
    def is_partial(self) -> bool:
        """True when it was done, but for a part that must not be taken for done (4)."""
        return self in _PARTIAL


_INPUT = frozenset(
    {
        Panne.TOML_ILLISIBLE,
        Panne.CLE_INCONNUE,
        Panne.VALEUR_REFUSEE,
        Panne.CLE_ABSENTE,
        Panne.DATE_REFUSEE,
        Panne.TERRITOIRE_INCONNU,
        Panne.AIDE_INCONNUE,
        Panne.FORMAT_PLUS_RECENT,
        Panne.DEMARCHE_INCONNUE,
        Panne.ETAPE_INCONNUE,
        Panne.QUESTION_INCONNUE,
        Panne.REPONSE_REFUSEE,
        Panne.ORGANISATION_ABSENTE,
        Panne.RETRAIT_ABSENT,
        Panne.RETRAIT_ABSENT_DU_LOT,
        Panne.LIGNE_ABSENTE,
        Panne.REFERENCE_INCONNUE,
        Panne.SORTIE_REFUSEE,
        Panne.FICHE_INCONNUE,
        Panne.ADRESSE_TROP_LONGUE,
        Panne.LANGUE_INCONNUE,
        Panne.SANS_LANGUE,
        Panne.NOM_TROP_LONG,
        Panne.MASQUAGE_RIEN,
        Panne.MASQUAGE_SUR_LUI,
        Panne.MASQUAGE_PAGE_ABSENTE,
        Panne.FICHIER_ABSENT,
        Panne.FICHIER_ILLISIBLE,
        Panne.FICHIER_TROP_GRAND,
        Panne.TEXTES_ABSENTS,
        Panne.TEXTE_SANS_ARTICLE,
        Panne.TABLEAU_ILLISIBLE,
        Panne.TABLEAU_PROTEGE,
        Panne.TABLEAU_TROP_GRAND,
        Panne.TABLEAU_VIDE,
        Panne.TABLEAU_CODAGE,
        Panne.FEUILLE_ABSENTE,
        Panne.FEUILLE_A_DIRE,
        Panne.ANNUAIRE_ILLISIBLE,
        Panne.ANNUAIRE_COLONNE,
        Panne.ANNUAIRE_TROP_GRAND,
    }
)


_PARTIAL = frozenset({Panne.TEXTES_NON_COMPARES, Panne.MASQUAGE_PARTIEL, Panne.DOCUMENT_EN_PARTIE})


class ExpectedError(Exception):
    """A fact of life, not a defect of the program.

    `faits` fill the sentence of the panne (file name, key…). They may name what the user typed as a *key*, never the value
    of an answer: these sentences can end up on a screen someone else sees.
    """

    def __init__(self, panne: Panne, **faits: str) -> None:
        super().__init__(panne.value)
        self.panne = panne
        self.faits = faits
        #: That nothing was written since the work began, where whoever began it looked (`services/socle/ecriture.watching`).
        self.intact: Preuve | None = None
