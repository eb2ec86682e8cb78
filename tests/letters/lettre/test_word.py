"""A .docx with named styles, nothing about who made it, and the same bytes for the same document."""

import dataclasses
import io
import zipfile

import pytest
from docx import Document
from docx.shared import Pt, Twips
from lxml import etree

from droits_usagers.domain.lettre.lettre import (
    ACompleter,
    Bloc,
    Feuille,
    GabaritUtilise,
    Intertitre,
    Lettre,
    Ligne,
    Liste,
    Paragraphe,
    SautDeLigne,
    Tableau,
    Texte,
)
from droits_usagers.letters.lettre import word
from droits_usagers.letters.lettre.modele import STYLES, Modele
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.letters.cas import BLANCHE, COMPLETE, ORDINAIRE
from tests.letters.lecture import paragraphs, styled

GABARIT = GabaritUtilise("essai", "1", "")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Nothing else may be in the package of a letter.
PARTIES = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
}


def sheet(modele: Modele, *blocs: Bloc, corps_pt: int = 11) -> bytes:
    return word.write(Feuille((Texte("Titre"),), blocs, GABARIT, corps_pt=corps_pt), modele)


def paragraphe(texte: str) -> Paragraphe:
    return Paragraphe((Texte(texte),))


def xml(contenu: bytes, partie: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
        return etree.fromstring(paquet.read(partie))


def test_every_part_of_a_letter_has_its_style(courriers: Courriers) -> None:
    contenu = courriers.render(courriers.compose(COMPLETE), Format.DOCX).contenu
    par_style: dict[str, list[str]] = {}
    for style, texte in styled(contenu):
        par_style.setdefault(style, []).append(texte)

    assert par_style[STYLES.expediteur] == ["Mme Élodie Œuvrard", "chez Mme Diallo", "4 place du Marché", "93000 Bobigny"]
    assert par_style[STYLES.destinataire[0]][-1] == "93006 Bobigny cedex"
    assert par_style[STYLES.lieu_date] == ["Bobigny, le 24 novembre 2026"]
    assert par_style[STYLES.objet] == ["Objet\u00a0: Demande d’accès à mes données et à mon dossier"]
    assert par_style[STYLES.signer] == ["Mme Élodie Œuvrard"]
    assert par_style["Heading 1"][0] == "Les données personnelles"
    assert {STYLES.numero, STYLES.puce, STYLES.corps, STYLES.mention, STYLES.reference, STYLES.piece, STYLES.copie} <= set(
        par_style
    )


def test_the_same_document_gives_the_same_bytes(courriers: Courriers, modele: Modele) -> None:
    lettre = courriers.compose(ORDINAIRE)

    assert word.write(lettre, modele) == word.write(lettre, modele)


def test_nothing_says_who_when_or_with_what(courriers: Courriers) -> None:
    contenu = courriers.render(courriers.compose(ORDINAIRE), Format.DOCX).contenu
    with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
        tout = b"".join(paquet.read(nom) for nom in paquet.namelist())
        entrees = paquet.infolist()

    assert {entree.filename for entree in entrees} == PARTIES
    assert {entree.date_time for entree in entrees} == {(1980, 1, 1, 0, 0, 0)}
    for trace in (
        b"rsid",
        b"python",
        b"Microsoft Macintosh",
        b"attachedTemplate",
        b"dcterms",
        b"http://www.w3.org/2001/XMLSchema",
    ):
        assert trace not in tout
    proprietes = Document(io.BytesIO(contenu)).core_properties
    assert (proprietes.author, proprietes.last_modified_by, proprietes.comments) == ("", "", "")
    assert proprietes.language == "fr-FR"
    assert proprietes.title == "Demande d’accès à mes données et à mon dossier"
    assert proprietes.created is None


def test_word_is_asked_to_add_no_name_and_to_speak_french(courriers: Courriers) -> None:
    contenu = courriers.render(courriers.compose(BLANCHE), Format.DOCX).contenu

    assert xml(contenu, "word/settings.xml").find(f"{W}removePersonalInformation") is not None
    langue = xml(contenu, "word/styles.xml").find(f".//{W}lang")
    assert langue is not None
    assert langue.get(f"{W}val") == "fr-FR"


def test_what_was_typed_is_text_whatever_it_looks_like(modele: Modele) -> None:
    texte = '<w:p/> & "x" ]]> &amp;   deux  espaces\tune tabulation'

    contenu = sheet(modele, Paragraphe((Texte(texte, saisi=True), SautDeLigne(), Texte(" suite", saisi=True))))

    assert list(paragraphs(contenu))[1].text == texte + "\n suite"


def test_a_right_to_left_name_is_a_right_to_left_run(modele: Modele) -> None:
    contenu = sheet(modele, Paragraphe((Texte("Mme "), Texte("محمد", saisi=True))))

    courses = list(paragraphs(contenu))[1].runs
    assert [(course.text, course.font.rtl) for course in courses] == [
        ("Mme \u2068", None),
        ("محمد", True),
        ("\u2069", None),
    ]


def test_bold_and_italic_are_kept(modele: Modele) -> None:
    contenu = sheet(modele, Paragraphe((Texte("a", gras=True), Texte("b", italique=True), Texte("c"))))

    courses = list(paragraphs(contenu))[1].runs
    assert [(course.bold, course.italic) for course in courses] == [(True, None), (None, True), (None, None)]


def test_each_numbered_list_starts_again(modele: Modele) -> None:
    liste = Liste(((paragraphe("a"),), (paragraphe("b"),)), ordonnee=True)

    contenu = sheet(modele, liste, paragraphe("x"), liste)

    numeros = [element.get(f"{W}val") for element in xml(contenu).iter(f"{W}numId")]
    assert numeros == ["2", "2", "3", "3"]
    debuts = xml(contenu, "word/numbering.xml").findall(f"{W}num/{W}lvlOverride/{W}startOverride")
    assert {debut.get(f"{W}val") for debut in debuts} == {"1"}


def test_a_further_paragraph_of_an_item_has_no_number(modele: Modele) -> None:
    contenu = sheet(modele, Liste(((paragraphe("a"), paragraphe("suite"), Liste(((paragraphe("sous"),),))),)))

    niveaux = [(p.text, p._p.pPr.numPr.numId.val, p._p.pPr.numPr.ilvl.val) for p in list(paragraphs(contenu))[1:]]  # type: ignore[union-attr]  # noqa: SLF001
    assert niveaux == [("a", 1, 0), ("suite", 0, 0), ("sous", 1, 1)]


def test_a_further_paragraph_of_an_item_begins_where_its_text_does(modele: Modele) -> None:
    contenu = sheet(modele, Liste(((paragraphe("a"), paragraphe("suite"), Liste(((paragraphe("b"), paragraphe("sous")),))),)))

    retraits = {p.text: p._p.pPr.ind for p in list(paragraphs(contenu))[1:]}  # type: ignore[union-attr]  # noqa: SLF001
    # What has a bullet is left to its list.
    assert retraits["a"] is None
    assert retraits["b"] is None
    places = {nom: (ind.left, ind.firstLine) for nom, ind in retraits.items() if ind is not None}
    niveaux = xml(contenu, "word/numbering.xml").findall(f"{W}abstractNum")[0].findall(f"{W}lvl/{W}pPr/{W}ind")
    assert places == {nom: (Twips(int(niveaux[rang].get(f"{W}left", ""))), 0) for rang, nom in enumerate(("suite", "sous"))}


def test_a_table_in_a_list_is_written(modele: Modele) -> None:
    tableau = Tableau(((Texte("A"),),), (((Texte("1"),),),))

    contenu = sheet(modele, Liste(((paragraphe("a"), tableau),)))

    assert [p.text for p in paragraphs(contenu)] == ["Titre", "a", "A", "1", ""]


def test_a_table_repeats_its_header_and_is_followed_by_a_paragraph(modele: Modele) -> None:
    tableau = Tableau(((Texte("A"),), (Texte("B"),)), (((ACompleter(4),), (SautDeLigne(), SautDeLigne())),))

    contenu = sheet(modele, tableau)

    (table,) = Document(io.BytesIO(contenu)).tables
    assert [[case.text for case in rang.cells] for rang in table.rows] == [["A", "B"], ["……", "\n\n"]]
    racine = xml(contenu)
    assert len(racine.findall(f".//{W}tblHeader")) == 1
    assert racine[0][-2].tag == f"{W}p"


def test_a_table_has_the_width_of_the_page_and_a_thin_line_around_each_cell(modele: Modele) -> None:
    longue = "Une cellule qui en dit bien plus que sa voisine"
    contenu = sheet(modele, Tableau(((Texte("A"),), (Texte("B"),)), (((Texte(longue),), (Texte("1"),)),)))

    (table,) = xml(contenu).iter(f"{W}tbl")
    (proprietes,) = table.findall(f"{W}tblPr")
    assert [said(element) for element in proprietes if not len(element)] == [("tblW", {"w": "5000", "type": "pct"})]
    trait = {"val": "single", "sz": "4", "space": "0", "color": "808080"}
    cotes = ("top", "left", "bottom", "right", "insideH", "insideV")
    assert [said(bord) for bord in proprietes.findall(f"{W}tblBorders/*")] == [(cote, trait) for cote in cotes]
    # As wide as its longest words ask, within limits: forty letters and twelve, of what is between the margins.
    colonnes = [said(colonne) for colonne in table.findall(f"{W}tblGrid/*")]
    largeurs = [str(9071 * part // 1000) for part in (769, 231)]
    assert colonnes == [("gridCol", {"w": largeur}) for largeur in largeurs]
    for rang in table.findall(f"{W}tr"):
        cases = [said(case) for case in rang.findall(f"{W}tc/{W}tcPr/*")]
        assert cases == [("tcW", {"w": largeur, "type": "dxa"}) for largeur in largeurs]


def test_a_row_of_a_table_is_not_cut_by_the_end_of_a_page(modele: Modele) -> None:
    contenu = sheet(modele, Tableau(((Texte("A"),),), (((Texte("1"),),),)))

    rangs = [[said(element)[0] for element in rang] for rang in xml(contenu).iter(f"{W}trPr")]
    assert rangs == [["cantSplit", "tblHeader"], ["cantSplit"]]
    assert [style for style, _ in styled(contenu)][1:] == [STYLES.entete, STYLES.cellule, STYLES.cellule]


def said(element: etree._Element) -> tuple[str, dict[str, str]]:
    """An element of Word and its attributes, without their namespace."""
    return str(element.tag).removeprefix(W), {str(nom).removeprefix(W): str(valeur) for nom, valeur in element.attrib.items()}


def test_lists_have_dashes_or_numbers_further_in_at_each_depth(modele: Modele) -> None:
    liste = Liste(((paragraphe("a"),),), ordonnee=True)
    numerotation = xml(sheet(modele, liste, paragraphe("x"), liste, corps_pt=20), "word/numbering.xml")

    genres = numerotation.findall(f"{W}abstractNum")
    for genre, (format_, textes) in zip(genres, (("bullet", ["–", "–", "–"]), ("decimal", ["%1.", "%2.", "%3."])), strict=True):
        assert said(genre[0]) == ("multiLevelType", {"val": "hybridMultilevel"})
        niveaux = genre.findall(f"{W}lvl")
        assert [niveau.get(f"{W}ilvl") for niveau in niveaux] == ["0", "1", "2"]
        for profondeur, niveau in enumerate(niveaux):
            assert [said(element) for element in niveau if not len(element)] == [
                ("start", {"val": "1"}),
                ("numFmt", {"val": format_}),
                ("lvlText", {"val": textes[profondeur]}),
                ("lvlJc", {"val": "left"}),
            ]
            # The room for a bullet grows with the text: twice that of a letter in type twice as big.
            (retrait,) = niveau.findall(f"{W}pPr/*")
            assert said(retrait) == ("ind", {"left": str(680 * (profondeur + 1)), "hanging": "680"})
    listes = [(liste.get(f"{W}numId"), said(liste[0]), len(liste) - 1) for liste in numerotation.findall(f"{W}num")]
    assert [genre.get(f"{W}abstractNumId") for genre in genres] == ["0", "1"]
    assert listes == [
        ("1", ("abstractNumId", {"val": "0"}), 0),
        ("2", ("abstractNumId", {"val": "1"}), 3),
        ("3", ("abstractNumId", {"val": "1"}), 3),
    ]
    reprises = numerotation.findall(f"{W}num/{W}lvlOverride")
    assert [reprise.get(f"{W}ilvl") for reprise in reprises] == ["0", "1", "2"] * 2
    assert [said(reprise[0]) for reprise in reprises] == [("startOverride", {"val": "1"})] * 6


def test_there_is_room_around_the_body_and_after_a_list(courriers: Courriers, modele: Modele) -> None:
    complete = courriers.compose(COMPLETE)
    assert isinstance(complete, Lettre)
    lettre = dataclasses.replace(
        complete,
        corps=(paragraphe("debut"), Liste(((paragraphe("a"),),)), paragraphe("fin")),
        pieces_jointes=((Texte("Pièces jointes :"),), (Texte("– une"),), (Texte("– deux"),)),
    )

    ecrits = list(paragraphs(word.write(lettre, modele)))

    avant = {p.text: p.paragraph_format.space_before for p in ecrits}
    assert (avant["debut"], avant["a"], avant["fin"]) == (Pt(8), None, Pt(4))
    pieces = [p.paragraph_format.space_before for p in ecrits if p.style and p.style.name == STYLES.piece]
    assert pieces == [Pt(17), None, None]
    autres = {p.paragraph_format.space_before for p in ecrits if p.style and p.style.name in {STYLES.copie, STYLES.objet}}
    assert autres == {None}


def test_every_part_of_the_package_has_a_type_and_every_relation_leads_to_one(courriers: Courriers) -> None:
    contenu = courriers.render(courriers.compose(ORDINAIRE), Format.DOCX).contenu
    with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
        noms = paquet.namelist()
        types = etree.fromstring(paquet.read("[Content_Types].xml"))
        relations = {nom: etree.fromstring(paquet.read(nom)) for nom in noms if nom.endswith(".rels")}
        systemes = {entree.create_system for entree in paquet.infolist()}

    assert noms[0] == "[Content_Types].xml"
    assert {str(un.get("PartName")).lstrip("/") for un in types if un.get("PartName")} == PARTIES - {
        "[Content_Types].xml",
        *relations,
    }
    assert {un.get("Extension") for un in types if un.get("Extension")} == {"rels", "xml"}
    assert all(str(un.get("ContentType")).startswith("application/") for un in types)
    for nom, racine in relations.items():
        dossier = nom.split("_rels/")[0]
        cibles = {str(un.get("Target")) for un in racine}
        assert {cible.lstrip("/") if cible.startswith("/") else dossier + cible for cible in cibles} <= PARTIES
        assert all("/relationships/" in str(un.get("Type")) for un in racine)
        assert len({un.get("Id") for un in racine}) == len(racine)
    # Whatever the computer: not that it is one of those where people use Unix.
    assert systemes == {0}


def test_the_text_of_a_sheet_is_as_big_as_asked(modele: Modele) -> None:
    contenu = sheet(modele, Intertitre((Texte("a"),), 2), Liste(((paragraphe("b"),),)), corps_pt=16)

    tailles = {p.text: {course.font.size.pt for course in p.runs if course.font.size} for p in paragraphs(contenu)}
    assert tailles == {"Titre": set(), "a": {16.0}, "b": {16.0}}


@pytest.mark.parametrize(
    "fin", [paragraphe("fin"), Liste(((paragraphe("a"),), (paragraphe("b"), Liste(((paragraphe("fin"),),)))))]
)
def test_the_signature_is_never_alone_on_a_page(courriers: Courriers, modele: Modele, fin: Bloc) -> None:
    lettre = dataclasses.replace(
        courriers.compose(ORDINAIRE), corps=(paragraphe("debut"), paragraphe("antepenultieme"), paragraphe("avant"), fin)
    )

    ecrits = {p.text: p for p in paragraphs(word.write(lettre, modele))}

    assert ecrits["fin"].paragraph_format.keep_with_next is True
    assert ecrits["avant"].paragraph_format.keep_with_next is True
    assert ecrits["antepenultieme"].paragraph_format.keep_with_next is True
    assert ecrits["debut"].paragraph_format.keep_with_next is None
    signature = [p for p in ecrits.values() if p.style and p.style.name == STYLES.signer]
    assert len(signature) <= 1


def test_enclosures_are_never_alone_on_a_page(courriers: Courriers) -> None:
    contenu = courriers.render(courriers.compose(COMPLETE), Format.DOCX).contenu
    (signer,) = [p for p in paragraphs(contenu) if p.style and p.style.name == STYLES.signer]

    assert signer.paragraph_format.keep_with_next is True


def test_nothing_else_is_held_on_a_page(courriers: Courriers, modele: Modele) -> None:
    blocs: tuple[Bloc, ...] = (
        Intertitre((Texte("t"),), 2),
        *[paragraphe(str(rang)) for rang in range(4)],
        Tableau(((Texte("A"),),), (((Texte("1"),),),)),
        Liste(((paragraphe("a"), Liste(((paragraphe("b"),),))),)),
    )
    gardes = [p.text for p in paragraphs(sheet(modele, *blocs, paragraphe("fin"))) if p.paragraph_format.keep_with_next]
    # In a sheet that nobody signs, nothing.
    assert gardes == []

    lettre = dataclasses.replace(courriers.compose(COMPLETE), corps=(*blocs, paragraphe("fin")))
    ecrits = list(paragraphs(word.write(lettre, modele)))
    gardes = [p.text for p in ecrits if p.paragraph_format.keep_with_next]
    # The last three blocks, but for a table, and the items of a list before its last.
    assert gardes == ["b", "fin", "Mme Élodie Œuvrard"]


@pytest.mark.parametrize(
    ("copies", "gardes"), [((), ["un", "deux"]), (((Texte("Copie"),),), ["un", "deux", "trois", "quatre"])]
)
def test_a_signature_of_several_lines_is_whole_and_goes_with_what_follows_it(
    courriers: Courriers, modele: Modele, copies: tuple[Ligne, ...], gardes: list[str]
) -> None:
    signature = tuple((Texte(mot),) for mot in ("deux", "trois", "quatre"))
    ordinaire = courriers.compose(ORDINAIRE)
    assert isinstance(ordinaire, Lettre)
    lettre = dataclasses.replace(ordinaire, corps=(paragraphe("un"),), signature=signature, pieces_jointes=(), copies=copies)

    ecrits = list(paragraphs(word.write(lettre, modele)))

    assert [p.text for p in ecrits if p.paragraph_format.keep_with_next] == gardes
    assert [p.text for p in ecrits if p.style and p.style.name == STYLES.signer] == ["deux"]


def test_a_name_and_a_function_are_signed_together(courriers: Courriers, modele: Modele) -> None:
    ordinaire = courriers.compose(ORDINAIRE)
    assert isinstance(ordinaire, Lettre)
    signature = ((Texte("deux"),), (Texte("trois"),))
    lettre = dataclasses.replace(ordinaire, corps=(), signature=signature, pieces_jointes=(), copies=())

    gardes = [p.text for p in paragraphs(word.write(lettre, modele)) if p.paragraph_format.keep_with_next]

    assert gardes == ["deux"]


def test_a_sheet_begins_right_under_its_title(modele: Modele) -> None:
    (_, premier) = paragraphs(sheet(modele, paragraphe("a")))

    assert premier.paragraph_format.space_before is None


def test_letters_of_any_script_are_as_bold_and_as_big_as_asked(modele: Modele) -> None:
    contenu = sheet(modele, Paragraphe((Texte("a", gras=True, italique=True),)), corps_pt=12)
    _, ecrit = xml(contenu).iter(f"{W}p")
    marque, course = ([said(element) for element in proprietes] for proprietes in ecrit.iter(f"{W}rPr"))
    taille = [("sz", {"val": "24"}), ("szCs", {"val": "24"})]

    # The mark of the paragraph first: it gives its size to what has no letter.
    assert marque == taille
    assert course == [("b", {}), ("bCs", {}), ("i", {}), ("iCs", {}), *taille]


def test_spaces_are_kept_where_xml_would_lose_them(modele: Modele) -> None:
    textes = (" avant", "après ", "au  milieu", "sans rien")
    racine = xml(sheet(modele, *map(paragraphe, textes)))

    espace = "{http://www.w3.org/XML/1998/namespace}space"
    assert [(un.text, un.get(espace)) for un in racine.iter(f"{W}t")][1:] == [
        (" avant", "preserve"),
        ("après ", "preserve"),
        ("au  milieu", "preserve"),
        ("sans rien", None),
    ]


def test_the_addressee_states_the_frame_of_its_style(courriers: Courriers, modele: Modele) -> None:
    racine = xml(word.write(courriers.compose(ORDINAIRE), modele))

    cadres = {}
    for proprietes in racine.iter(f"{W}pPr"):
        cadre = proprietes.find(f"{W}framePr")
        cadres[said(proprietes[0])[1]["val"]] = cadre is not None and tuple(cadre.attrib.items())
    noms = {id_: nom for nom, id_ in modele.styles.items()}
    assert {noms[id_]: cadre for id_, cadre in cadres.items() if cadre} == {
        nom: modele.cadres[nom] for nom in (STYLES.expediteur, STYLES.destinataire[0])
    }


def test_what_announces_a_list_stays_with_it(courriers: Courriers, modele: Modele) -> None:
    lettre = dataclasses.replace(
        courriers.compose(ORDINAIRE), corps=(paragraphe("voici :"), Liste(((paragraphe("a"),),)), *[paragraphe("fin")] * 3)
    )

    ecrits = {p.text: p for p in paragraphs(word.write(lettre, modele))}

    assert ecrits["voici :"].paragraph_format.keep_with_next is True


def test_what_is_boxed_is_in_twenty_points_and_the_rest_as_large_as_one_page_allows(modele: Modele) -> None:
    def write(nombre: int) -> bytes:
        blocs = tuple(paragraphe("Une phrase de la page.") for _ in range(nombre))
        return word.write(Feuille((Texte("Titre"),), blocs, GABARIT, corps_pt=16, encadre=(Texte("Revenez"),)), modele)

    _, encadre, *peu = paragraphs(write(2))
    (course,) = encadre.runs

    assert (encadre.text, course.font.size, course.font.bold) == ("Revenez", Pt(20), True)
    (bords,) = xml(write(2)).iter(f"{W}pBdr")
    assert {bord.tag.removeprefix(W) for bord in bords} == {"top", "left", "bottom", "right"}
    assert {un.runs[0].font.size for un in peu} == {Pt(16)}
    (taille,) = {un.runs[0].font.size for un in list(paragraphs(write(40)))[2:]}
    assert taille is not None
    assert Pt(8) < taille < Pt(16)


def test_what_is_set_in_from_the_margin_stays_with_what_it_is_said_of(modele: Modele) -> None:
    contenu = sheet(modele, paragraphe("fait"), Paragraphe((Texte("demande"),), retrait=True), paragraphe("autre"))
    fait, demande, autre = list(paragraphs(contenu))[1:]

    assert demande.paragraph_format.left_indent == Twips(374)
    assert fait.paragraph_format.left_indent is None
    assert (fait.paragraph_format.keep_with_next, autre.paragraph_format.left_indent) == (True, None)
    assert demande.paragraph_format.keep_with_next is None


def test_there_is_room_to_sign_above_a_line_and_the_name_is_under_it(courriers: Courriers) -> None:
    contenu = courriers.render(courriers.compose(ORDINAIRE), Format.DOCX).contenu
    (signer,) = [p for p in paragraphs(contenu) if p.style and p.style.name == STYLES.signer]

    assert signer.style is not None
    avant = signer.style.paragraph_format.space_before
    (filet,) = signer.style.element.iterfind(f"{W}pPr/{W}pBdr/{W}top")
    assert avant is not None
    assert avant.mm + Pt(int(filet.get(f"{W}space"))).mm >= 40
    assert filet.get(f"{W}val") == "single"
