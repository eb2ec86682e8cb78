from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.lettre.lettre import ACompleter, Paragraphe
from droits_usagers.services.coffre.conservation import PARTIES, notice_sheet, notice_texts


def test_the_notice_tells_who_why_how_long_and_the_rights(catalogue: Catalogue) -> None:
    assert len(notice_texts(catalogue.textes)) == len(PARTIES)
    assert all(titre and texte for titre, texte in notice_texts(catalogue.textes))


def test_the_sheet_leaves_a_line_to_write_who_keeps_the_file(catalogue: Catalogue) -> None:
    feuille = notice_sheet(catalogue.textes)
    qui = feuille.corps[1]
    assert isinstance(qui, Paragraphe)
    assert any(isinstance(inline, ACompleter) for inline in qui.contenu)
    assert notice_sheet(catalogue.textes) == feuille
