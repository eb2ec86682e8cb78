"""Everything that writes to a coffre, and what must be true of it after any of them failed anywhere."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import GenreLot
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.services.reprise.coffre import Reprise
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.retablissement import journal_of
from droits_usagers.vault.sauvegardes import backups_of
from tests.coffres import AUTRE_PHRASE, KDF_RAPIDE, PHRASE, Horloge, erase, full, make_coffres, simple
from tests.vault.trace import known

PIECE = bytes(range(256)) * 120
NOM = "a.coffre"
#: What is known of a coffre that is not there.
ABSENT = "absent"
VERSIONS = Path(__file__).parent / "versions"


def model(dossier: Path) -> None:
    """Coffres to try things on: a plain one with a backup, a damaged one, one of the first format, one that a crash cut."""
    horloge = Horloge()
    coffre = make_coffres(horloge).create(dossier / "plein" / NOM, PHRASE, accept_weak=True)
    reference = coffre.dossiers.create(full())
    coffre.pieces.attach(reference, PIECE, nom="réponse")
    coffre.brouillons.save(simple("Brouillon"), cle="b")
    coffre.dossiers.create(simple("À effacer"))
    coffre.backup()
    coffre.dossiers.create(simple("Depuis"))
    db = coffre._depot._db  # noqa: SLF001 - a use case is never half-way
    shutil.copytree(dossier / "plein", dossier / "coupe")
    db.conn.execute("PRAGMA cache_size = 10")
    db.begin()
    db.conn.execute("UPDATE pieces SET contenu = zeroblob(length(contenu))")
    db.conn.execute("INSERT INTO affaires (titre) SELECT hex(randomblob(2000)) FROM json_each('[1,2,3,4,5,6,7,8,9]')")
    for nom in (NOM, f"{NOM}-journal"):
        shutil.copyfile(dossier / "plein" / nom, dossier / "coupe" / nom)
    db.rollback()
    coffre.close()
    shutil.copytree(dossier / "plein", dossier / "abime")
    contenu = (dossier / "plein" / NOM).read_bytes()
    (dossier / "abime" / NOM).write_bytes(bytes(3000) + contenu[3000:])
    ancien = dossier / "ancien" / NOM
    ancien.touch()
    db = Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(ancien)
    db.conn.executescript((VERSIONS / "1.sql").read_text(encoding="utf-8"))
    db.close()


def new_model(dossier: Path) -> Path:
    """The same, in a folder that is made for it."""
    for nom in ("plein", "ancien", "vide"):
        (dossier / nom).mkdir(parents=True)
    model(dossier)
    return dossier


@dataclass(frozen=True, slots=True)
class Geste:
    """Something one does to an opened coffre, or to a path."""

    sur_ouvert: Callable[[Coffre], object] | None = None
    sur_chemin: Callable[[Coffres, Path], object] | None = None
    depart: str = "plein"

    def act(self, coffres: Coffres, chemin: Path, coffre: Coffre | None) -> object:
        """Do it."""
        if self.sur_ouvert is not None and coffre is not None:
            return self.sur_ouvert(coffre)
        assert self.sur_chemin is not None
        return self.sur_chemin(coffres, chemin)


def _opened(coffres: Coffres, chemin: Path) -> None:
    coffres.open(chemin, PHRASE).close()


def _verified(coffre: Coffre) -> None:
    """As the command line says it."""
    if not coffre.verify().saine:
        raise ExpectedError(Panne.COFFRE_ABIME)


_NOUVEAUX = tuple(NouveauDossier(simple(nom), affaire="Une histoire", note="Reprise") for nom in ("Une", "Deux", "Trois"))
_ORGANISMES = tuple(
    NouveauDossier(Demande("acces", organisme=Organisme(f"Mairie {rang}", GenreOrganisme.AUTRE))) for rang in range(6)
)

GESTES: dict[str, Geste] = {
    "créer": Geste(sur_chemin=lambda coffres, chemin: coffres.create(chemin, PHRASE, accept_weak=True).close(), depart="vide"),
    "ouvrir": Geste(sur_chemin=_opened),
    "ouvrir après une coupure": Geste(sur_chemin=_opened, depart="coupe"),
    "migrer": Geste(sur_chemin=_opened, depart="ancien"),
    "vérifier": Geste(sur_ouvert=_verified),
    "lire": Geste(sur_ouvert=lambda coffre: (coffre.dossiers.read("2026-0001"), coffre.liste.page(), coffre.journal())),
    "brouillon": Geste(sur_ouvert=lambda coffre: coffre.brouillons.save(full(), cle="b")),
    "enregistrer": Geste(sur_ouvert=lambda coffre: coffre.dossiers.create(full(), brouillon="b")),
    "joindre": Geste(
        sur_ouvert=lambda coffre: coffre.lettres.keep(
            "2026-0001", etape="demande", gabarit=GabaritUtilise("a", "1", "b"), nom="l", contenu=PIECE[::-1]
        )
    ),
    "phrase": Geste(sur_ouvert=lambda coffre: coffre.change_phrase(PHRASE, AUTRE_PHRASE)),
    "sauvegarder": Geste(sur_ouvert=lambda coffre: coffre.backup()),
    "remettre": Geste(sur_chemin=lambda coffres, chemin: coffres.restore(chemin, PHRASE), depart="abime"),
    "effacer": Geste(sur_ouvert=lambda coffre: erase(coffre, ["2026-0002"])),
    "reprendre un tableau": Geste(sur_ouvert=lambda coffre: run_through(coffre.reprise.creating(Reprise(_NOUVEAUX)))),
    "reprendre une liste": Geste(sur_ouvert=lambda coffre: coffre.lots.create(GenreLot.SERIE, _NOUVEAUX)),
    "reprendre des organismes": Geste(sur_ouvert=lambda coffre: coffre.lots.create(GenreLot.SERIE, _ORGANISMES)),
    "compacter": Geste(sur_ouvert=lambda coffre: coffre.effacement._compact()),  # noqa: SLF001 - part of erasing, alone
}

#: What says that nothing was changed.
RIEN_N_A_CHANGE = {
    *(Panne.DISQUE_PLEIN, Panne.PLACE_PHRASE, Panne.PLACE_EFFACER, Panne.PHRASE_INCHANGEE, Panne.COPIE_INFIDELE),
    *(Panne.DOSSIER_INACCESSIBLE, Panne.SAUVEGARDE_REFUSEE),
}
#: What does not say what there is, and is not wrong of a disk or a memory that failed.
ON_NE_SAIT_PAS = {
    *(Panne.COFFRE_RELU, Panne.COFFRE_NON_RELU, Panne.COFFRE_ILLISIBLE, Panne.COFFRE_INACCESSIBLE, Panne.PHRASE_INCERTAINE),
    *(Panne.DISQUE_INCOMPRIS, Panne.MEMOIRE_PLEINE),
}


def moved_clock() -> Horloge:
    """After the backup of the model was made."""
    horloge = Horloge()
    horloge.advance(hours=1)
    return horloge


def state_of(dossier: Path) -> str:
    """What is in a coffre once opened, with which phrase; raises AssertionError for what must never be."""
    chemin = dossier / NOM
    if not chemin.exists():
        return ABSENT
    coffres = make_coffres(moved_clock())
    phrase, coffre = _open(coffres, chemin)
    if coffre is None:
        return phrase
    try:
        assert coffre.verify().saine, "damaged"
        etat = f"{known(coffre)}{phrase}"
        for sauvegarde in backups_of(chemin):
            assert _opens_whole(coffres, sauvegarde), f"backup: {sauvegarde.name}"
    finally:
        coffre.close()
    restes = [fichier.name for fichier in dossier.rglob("*") if ".tmp" in fichier.name and fichier.parent == dossier]
    assert not restes, restes
    assert not journal_of(chemin).exists(), "journal"
    return etat


def _open(coffres: Coffres, chemin: Path) -> tuple[str, Coffre | None]:
    pannes = []
    for nom, phrase in (("", PHRASE), (" nouvelle", AUTRE_PHRASE)):
        try:
            return nom, coffres.open(chemin, phrase)
        except ExpectedError as error:
            pannes.append(error.panne)
    return pannes[0], None


def _opens_whole(coffres: Coffres, sauvegarde: Path) -> bool:
    _, copie = _open(coffres, sauvegarde)
    if copie is None:
        return False
    saine = copie.verify().saine
    copie.close()
    return saine


def judged(avant: str, apres: str, trouve: str, panne: Panne | None) -> str:
    """What is wrong with what was found after something was done, and what was said of it; empty when nothing is."""
    if trouve not in {avant, apres}:
        return f"neither before nor after: {trouve}"
    if panne is None:
        return "" if trouve == apres else "said to be done"
    if panne in RIEN_N_A_CHANGE:
        return "" if trouve == avant else f"said to be unchanged: {panne}"
    return "" if panne in ON_NE_SAIT_PAS else f"said: {panne}"


def tidied(dossier: Path, geste: Geste) -> Iterator[str]:
    """What is left for ever beside a coffre, once it has been opened and backed up; or made, or mended, if it was to be."""
    chemin, coffres = dossier / NOM, make_coffres(moved_clock())
    coffre = _open(coffres, chemin)[1] if chemin.exists() else None
    if coffre is not None:
        coffre.backup()
        coffre.close()
    else:
        geste.act(coffres, chemin, None)
    yield from (fichier.name for fichier in dossier.rglob("*") if ".tmp" in fichier.name)
