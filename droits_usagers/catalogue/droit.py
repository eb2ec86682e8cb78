"""Reads the law: `resources/droit/*.toml`, one text per file (format at the head of `rgpd.toml`), delays and old numbers."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from droits_usagers.catalogue.fichiers import open_document, read_text
from droits_usagers.domain.droit.droit import Correspondance, Cote, Delai, Droit, EntreeDroit, TexteLoi, ValeurDelai
from droits_usagers.domain.droit.feries import Ferie, Feries, is_territoire
from droits_usagers.domain.droit.voies import SILENCE_MOIS, Decision, Juge, Prealable, Prescription, RepriseCaisse, Voie
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import Panne

DELAIS = "delais.toml"
FERIES = "feries.toml"
CORRESPONDANCES = "correspondances.toml"
VOIES = "voies.toml"

_ENTREE = re.compile(r"^\[([a-z0-9-]+-[a-z0-9-]*)\]", re.MULTILINE)
_PUBLIC = re.compile(r"https://[a-z0-9.-]+/\S*")


def droit_ids(dossier: Path) -> frozenset[str]:
    """The ids of every entry, found without reading them: to check references when the entries themselves are not needed.

    An id always holds a hyphen (`rgpd-15`), which no other table of these files does.
    """
    return frozenset(id_ for chemin in _files(dossier) for id_ in _ENTREE.findall(read_text(chemin)))


def load_droit(dossier: Path, delais: Mapping[str, Delai]) -> Droit:
    """The whole legal base. Raises ExpectedError (RESSOURCE_ABIMEE) naming file and line."""
    textes: dict[str, TexteLoi] = {}
    entrees: dict[str, EntreeDroit] = {}
    for chemin in _files(dossier):
        with open_document(chemin) as root:
            texte = root.table("texte")
            if texte is None:
                raise root.refusal(Panne.CLE_ABSENTE, "texte")
            reader = _EntreeReader(texte, chemin.stem)
            textes[chemin.stem] = reader.texte
            for cle in root:
                entree = root.table(cle) if cle not in {"format", "texte"} else None
                if entree is None:
                    continue
                if cle in entrees:
                    raise root.refusal(Panne.VALEUR_REFUSEE, cle)
                entrees[cle] = reader.read(cle, entree)
    return Droit(_Entrees(entrees), delais, textes, _load_correspondances(dossier, entrees))


def load_delais(dossier: Path, ids: Collection[str]) -> dict[str, Delai]:
    """The delays by id; `ids` are the entries they may rest on."""
    with open_document(dossier / DELAIS) as root:
        delais: dict[str, Delai] = {}
        for cle in root:
            table = root.table(cle) if cle != "format" else None
            if table is not None:
                delais[cle] = _read_delai(cle, table, ids)
        return delais


def _files(dossier: Path) -> list[Path]:
    return sorted(chemin for chemin in dossier.glob("*.toml") if chemin.name not in {DELAIS, FERIES, CORRESPONDANCES, VOIES})


def _load_correspondances(dossier: Path, ids: Collection[str]) -> dict[str, Correspondance]:
    """The old numbers; what they lead to must be in the legal base."""
    with open_document(dossier / CORRESPONDANCES) as root:
        correspondances: dict[str, Correspondance] = {}
        for cle in root:
            table = root.table(cle) if cle != "format" else None
            if table is not None:
                correspondances[cle] = _read_correspondance(cle, table, ids)
        return correspondances


def _read_correspondance(id_: str, table: Table, ids: Collection[str]) -> Correspondance:
    from droits_usagers.domain.mots.typographie import typographie

    aujourd_hui = tuple(table.texts("aujourd_hui"))
    if not aujourd_hui or not set(aujourd_hui) <= set(ids):
        raise table.refusal(Panne.VALEUR_REFUSEE, "aujourd_hui")
    correspondance = Correspondance(
        id_,
        typographie(table.text("ancien", None)),
        typographie(table.text("objet", None)),
        aujourd_hui,
        typographie(table.text("explication", None)),
        typographie(table.text("piege")),
    )
    table.close()
    return correspondance


def _read_delai(id_: str, table: Table, ids: Collection[str]) -> Delai:
    fondement = table.text("fondement", None)
    if fondement not in ids:
        raise table.refusal(Panne.VALEUR_REFUSEE, "fondement")
    valeurs = tuple(_read_valeur(valeur) for valeur in table.tables("valeurs"))
    if not valeurs:
        raise table.refusal(Panne.CLE_ABSENTE, "valeurs")
    delai = Delai(id_, fondement, valeurs, reporte=table.boolean("reporte"), a_verifier=table.boolean("a_verifier"))
    table.close()
    return delai


def _read_valeur(table: Table) -> ValeurDelai:
    valeur = ValeurDelai(
        table.required_date("a_partir_du"), mois=table.count("mois"), jours=table.count("jours"), heures=table.count("heures")
    )
    if sum(bool(longueur) for longueur in (valeur.mois, valeur.jours, valeur.heures)) != 1:
        raise table.refusal(Panne.VALEUR_REFUSEE)
    table.close()
    return valeur


class _Entrees(Mapping[str, EntreeDroit]):
    """The entries by id, set in French typography on first use: a letter cites five of some two hundred."""

    def __init__(self, brutes: Mapping[str, EntreeDroit]) -> None:
        self._brutes = brutes
        self._faites: dict[str, EntreeDroit] = {}

    def __getitem__(self, id_: str) -> EntreeDroit:
        if id_ not in self._faites:
            from droits_usagers.domain.mots.typographie import typographie

            brute = self._brutes[id_]
            self._faites[id_] = replace(
                brute,
                citation=typographie(brute.citation),
                citation_courte=typographie(brute.citation_courte),
                resume=typographie(brute.resume),
                ne_dit_pas=typographie(brute.ne_dit_pas),
            )
        return self._faites[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._brutes)

    def __len__(self) -> int:
        return len(self._brutes)


class _EntreeReader:
    """Reads the entries of one file, whose `[texte]` says what they share."""

    def __init__(self, table: Table, id_: str) -> None:
        self.texte = TexteLoi(id_, table.text("nom", None), table.text("pluriel"), table.text("pluriel_long"))
        # Patterns: « article {article} du RGPD ».
        self._citation = table.text("citation")
        self._courte = table.text("citation_courte", self._citation)
        self._lien = table.text("lien")
        self._verifie_le = table.required_date("verifie_le")
        table.close()

    def read(self, id_: str, table: Table) -> EntreeDroit:
        article = table.text("article")
        # « article 15, paragraphe 3, du RGPD », but « article 15 du RGPD ».
        designe = f"{article}," if "," in article else article
        entree = EntreeDroit(
            id_,
            self.texte.id,
            citation=table.text("citation", self._citation.format(article=designe) or None),
            article=article,
            resume=table.text("resume", None),
            lien=self._lien_of(table),
            verifie_le=table.date("verifie_le") or self._verifie_le,
            cote_existence=table.code("existence", Cote),
            cote_contenu=table.code("contenu", Cote),
            # What has a name of its own keeps it, however often it is cited.
            citation_courte=table.text("citation_courte", "" if "citation" in table else self._courte.format(article=designe)),
            ne_dit_pas=table.text("ne_dit_pas"),
            organismes=frozenset(table.codes("organismes", GenreOrganisme) if "organismes" in table else GenreOrganisme),
            auteurs=frozenset(table.codes("auteurs", Qualite) if "auteurs" in table else Qualite),
            texte_lu_le=table.date("texte_lu_le"),
            identifiant=table.text("identifiant"),
            empreinte=table.text("empreinte"),
            extrait=table.text("extrait"),
            fin=table.date("fin"),
            fin_par=table.text("fin_par"),
        )
        if (entree.fin is None) != (not entree.fin_par):
            raise table.refusal(Panne.CLE_ABSENTE, "fin" if entree.fin is None else "fin_par")
        table.close()
        return entree

    def _lien_of(self, table: Table) -> str:
        lien = table.text("lien", self._lien or None)
        if not _PUBLIC.fullmatch(lien):
            raise table.refusal(Panne.VALEUR_REFUSEE, "lien")
        return lien


# February 29 is no holiday: a day that exists every year.
_JOURS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def load_feries(dossier: Path, ids: Collection[str]) -> Feries:
    """The holidays; `ids` are the entries of law they may rest on. Raises ExpectedError (RESSOURCE_ABIMEE)."""
    with open_document(dossier / FERIES) as root:
        feries = [_read_ferie(table, ids) for table in root.tables("ferie")]
        dimanches = [_read_dimanche(table) for table in root.tables("dimanche")]
    return Feries(feries + dimanches)


def _read_ferie(table: Table, ids: Collection[str]) -> Ferie:
    fondement = table.text("fondement", None)
    if fondement not in ids:
        raise table.refusal(Panne.VALEUR_REFUSEE, "fondement")
    territoires = frozenset(table.texts("territoires"))
    if not all(map(is_territoire, territoires)):
        raise table.refusal(Panne.VALEUR_REFUSEE, "territoires")
    fixe = table.count("mois"), table.count("jour")
    paques = _read_paques(table)
    if (paques is None) is (fixe == (0, 0)) or (paques is None and not 1 <= fixe[1] <= _JOURS.get(fixe[0], 0)):
        raise table.refusal(Panne.VALEUR_REFUSEE, "jour")
    ferie = Ferie(
        table.text("id", None),
        *fixe,
        paques=paques,
        fondement=fondement,
        a_partir_du=table.required_date("a_partir_du"),
        territoires=territoires,
    )
    table.close()
    return ferie


def _read_dimanche(table: Table) -> Ferie:
    paques = _read_paques(table)
    if paques is None or paques % 7:
        raise table.refusal(Panne.VALEUR_REFUSEE, "paques")
    dimanche = Ferie(table.text("id", None), paques=paques)
    table.close()
    return dimanche


def _read_paques(table: Table) -> int | None:
    """Days after Easter Sunday, which may be before it."""
    valeur = table.raw("paques")
    if valeur is None:
        return None
    if not isinstance(valeur, int) or isinstance(valeur, bool):
        raise table.refusal(Panne.VALEUR_REFUSEE, "paques")
    return valeur


#: The keys that name an entry of the legal base.
_ENTREES = (
    *("fondement", "obligatoire", "silence", "accord", "attente", "recours"),
    *("rectification", "suspensif", "observations", "motifs", "exclut", "contestation", "mentions", "remise"),
)

#: The only start that a text gives to the time in which a sum can be claimed back.
_PAIEMENT = "paiement"


def load_voies(chemin: Path, ids: Collection[str]) -> tuple[Voie, ...]:
    """Every way; `ids` are the entries they may rest on. Raises ExpectedError (RESSOURCE_ABIMEE) naming file and line."""
    with open_document(chemin) as root:
        return tuple(_read_voie(table, ids) for table in root.tables("voie"))


def _read_voie(table: Table, ids: Collection[str]) -> Voie:
    entrees = {cle: table.text(cle) for cle in _ENTREES}
    for cle, entree in entrees.items():
        if entree and entree not in ids:
            raise table.refusal(Panne.VALEUR_REFUSEE, cle)
    if not table.texts("genres") or not table.texts("decisions") or not table.texts("aides"):
        raise table.refusal(Panne.CLE_ABSENTE, "genres")
    prealable = table.code("prealable", Prealable, Prealable.AUCUN)
    if prealable and not entrees["obligatoire"]:
        raise table.refusal(Panne.CLE_ABSENTE, "obligatoire")
    if not all(map(is_territoire, table.texts("ailleurs"))):
        raise table.refusal(Panne.VALEUR_REFUSEE, "ailleurs")
    reprises, prescription = _read_reprises(table, ids), _read_prescription(table, ids)
    voie = Voie(
        table.text("id", None),
        frozenset(table.codes("genres", GenreOrganisme)),
        frozenset(table.texts("aides")),
        frozenset(table.codes("decisions", Decision)),
        prealable,
        table.code("juge", Juge, Juge.INCONNU),
        aupres=table.text("aupres"),
        silence_mois=table.count("silence_mois") or SILENCE_MOIS,
        attente_mois=table.count("attente_mois") or 0,
        juge_mois=table.count("juge_mois") or 0,
        a_verifier=table.boolean("a_verifier"),
        ailleurs=frozenset(table.texts("ailleurs")),
        notes=table.texts("notes"),
        reprises=reprises,
        prescription=prescription,
        **entrees,  # type: ignore[arg-type] # each is a str
    )
    table.close()
    return voie


def _read_prescription(table: Table, ids: Collection[str]) -> Prescription | None:
    entree, depart = table.text("prescription"), table.text("prescription_depart")
    mois, fraude = table.count("prescription_mois"), table.count("prescription_fraude")
    if (entree and entree not in ids) or (not entree and (mois or depart or fraude)):
        raise table.refusal(Panne.VALEUR_REFUSEE, "prescription")
    if depart not in {"", _PAIEMENT}:
        raise table.refusal(Panne.VALEUR_REFUSEE, "prescription_depart")
    if not entree:
        return None
    if not mois:
        raise table.refusal(Panne.CLE_ABSENTE, "prescription_mois")
    return Prescription(entree, mois, depuis_paiement=depart == _PAIEMENT, fraude_mois=fraude or 0)


def _read_reprises(table: Table, ids: Collection[str]) -> dict[str, RepriseCaisse]:
    reprises: dict[str, RepriseCaisse] = {}
    for reprise in table.tables("reprise"):
        entree = reprise.text("entree", None)
        if entree not in ids or not all(map(is_territoire, reprise.texts("territoires"))):
            raise reprise.refusal(Panne.VALEUR_REFUSEE, "entree")
        reprises |= dict.fromkeys(reprise.texts("territoires"), RepriseCaisse(entree, reprise.text("note", None)))
        reprise.close()
    return reprises
