"""PDF files that say more than they show, and others that show more than they say."""

import io
from collections.abc import Callable
from functools import lru_cache

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from pypdfium2 import PdfDocument

#: Where someone lives: in every place that a PDF has for it.
SECRET = "Kerborgne"

_LETTRE = f"""#set page(paper: "a4")
#set text(size: 14pt)
Elle vit à #text(red)[{SECRET}].

#lorem(60)
#pagebreak()
Deuxième page.
"""


@lru_cache
def lettre(source: str = _LETTRE) -> bytes:
    return bytes(typst.compile(source.encode()))


def _written(pdf: pikepdf.Pdf, **options: object) -> bytes:
    sortie = io.BytesIO()
    pdf.save(sortie, **options)  # type: ignore[arg-type]
    return sortie.getvalue()


@lru_cache
def bavard() -> bytes:
    """The secret in the text, a note, a form, an attachment, words about the file, a bookmark, a layer, after the end."""
    pdf = pikepdf.open(io.BytesIO(lettre()))
    page = pdf.pages[0]
    coins = Array([0, 0, 9, 9])
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=coins, Contents=String(SECRET))
    champ = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("ou"), V=String(SECRET), Rect=coins)
    page.Annots = pdf.make_indirect(Array([pdf.make_indirect(note), pdf.make_indirect(champ)]))
    pdf.Root.AcroForm = Dictionary(Fields=Array([page.Annots[1]]))
    page.Thumb = pdf.make_stream(b"\0" * 12, Width=2, Height=2, ColorSpace=Name.DeviceRGB, BitsPerComponent=8)
    couche = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(SECRET)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([couche]), D=Dictionary(OFF=Array([couche])))
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode(), filename="a.txt")
    pdf.docinfo["/Author"] = SECRET
    with pdf.open_metadata() as xmp:
        xmp["dc:title"] = SECRET
    with pdf.open_outline() as signets:
        signets.root.append(pikepdf.OutlineItem(SECRET, 0))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    return _written(pdf) + b"\n% an older version said " + SECRET.encode() + b"\n"


def _widget(pdf: pikepdf.Pdf, *, kid: bool) -> None:
    """A field where the secret is typed and that nothing draws; `kid`: said once for the places where it is."""
    un = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9])))
    tete = pdf.make_indirect(Dictionary(Kids=Array([un]))) if kid else un
    tete.FT, tete.T, tete.V = Name.Tx, String("ou"), String(SECRET)
    pdf.pages[0].Annots = pdf.make_indirect(Array([un]))
    if kid:
        un.Parent = tete
    pdf.Root.AcroForm = Dictionary(Fields=Array([tete]))


def _listed(pdf: pikepdf.Pdf) -> None:
    """A list where the secret is chosen, that the file keeps by a code."""
    _widget(pdf, kid=False)
    champ = pdf.Root.AcroForm.Fields[0]
    champ.FT, champ.Ff, champ.V = Name.Ch, 1 << 17, String("b")
    champ.Opt = Array([Array([String("a"), String("aucune")]), Array([String("b"), String(SECRET)])])


def _annotated(pdf: pikepdf.Pdf, note: Dictionary) -> None:
    note.Type, note.Rect = Name.Annot, Array([5, 5, 90, 20])
    pdf.pages[0].Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))


def _titled(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        xmp["dc:title"] = SECRET
    if "/Title" in pdf.docinfo:
        del pdf.docinfo["/Title"]


def _bookmarked(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as signets:
        signets.root.append(pikepdf.OutlineItem(SECRET, 0))


def _tagged(pdf: pikepdf.Pdf, cle: str) -> None:
    element = next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == Name.P)
    element[cle] = String(SECRET)


#: Where a file may say something that is not drawn on its pages.
AUTOUR: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "auteur": lambda pdf: pdf.docinfo.__setitem__("/Author", SECRET),
    "mots-clés": lambda pdf: pdf.docinfo.__setitem__("/Keywords", SECRET),
    "titre en flux": _titled,
    "signet": _bookmarked,
    "champ": lambda pdf: _widget(pdf, kid=False),
    "champ de plusieurs endroits": lambda pdf: _widget(pdf, kid=True),
    "choix d’une liste": _listed,
    "étiquette de page": lambda pdf: pdf.Root.__setitem__(
        "/PageLabels", Dictionary(Nums=Array([0, Dictionary(P=String(SECRET), S=Name.D)]))
    ),
    "texte riche": lambda pdf: _annotated(
        pdf, Dictionary(Subtype=Name.Text, Contents=String("vu"), RC=String(f"<body><p>{SECRET}</p></body>"))
    ),
    "auteur d’une note": lambda pdf: _annotated(pdf, Dictionary(Subtype=Name.Text, Contents=String("vu"), T=String(SECRET))),
    "texte posé": lambda pdf: _annotated(pdf, Dictionary(Subtype=Name.FreeText, Contents=String(SECRET))),
    "lien": lambda pdf: _annotated(
        pdf, Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"https://exemple.fr/{SECRET}")))
    ),
    "à la place": lambda pdf: _tagged(pdf, "/ActualText"),
    "description": lambda pdf: _tagged(pdf, "/Alt"),
}


def around(ou: str, *, serre: bool = False) -> bytes:
    """A page that says nothing of anyone, and a file that does, there; `serre`: packed as most programs pack."""
    pdf = pikepdf.open(io.BytesIO(lettre("La demande est refaite.")))
    AUTOUR[ou](pdf)
    mode = pikepdf.ObjectStreamMode.generate if serre else pikepdf.ObjectStreamMode.disable
    return _written(pdf, object_stream_mode=mode)


def scripted(*, serre: bool = False) -> bytes:
    """The same, with a script, that starts from its opening."""
    pdf = pikepdf.open(io.BytesIO(lettre("La demande est refaite.")))
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')")))
    mode = pikepdf.ObjectStreamMode.generate if serre else pikepdf.ObjectStreamMode.disable
    return _written(pdf, object_stream_mode=mode)


def layered(*, serre: bool = False) -> bytes:
    """The same, with a layer that is not shown, and bears a name."""
    pdf = pikepdf.open(io.BytesIO(lettre("La demande est refaite.")))
    couche = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(SECRET)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([couche]), D=Dictionary(OFF=Array([couche])))
    mode = pikepdf.ObjectStreamMode.generate if serre else pikepdf.ObjectStreamMode.disable
    return _written(pdf, object_stream_mode=mode)


@lru_cache
def pages_of(nombre: int) -> bytes:
    return lettre('#set page(paper: "a5")\n' + "\n#pagebreak()\n".join(f"Page {rang + 1}" for rang in range(nombre)))


def filled() -> bytes:
    """A form on a white page: where someone lives is typed in it, and a note stuck on it says with whom."""
    pdf = pikepdf.open(io.BytesIO(lettre(" ")))
    police = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    vue = pdf.make_stream(
        b"BT /F 14 Tf 2 5 Td (12 rue de Kerborgne) Tj ET",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 200, 20]),
        Resources=Dictionary(Font=Dictionary(F=police)),
    )
    coins = Array([50, 600, 250, 620])
    champ = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("ou"), F=4, Rect=coins, AP=Dictionary(N=vue))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([5, 5, 9, 9]), Contents=String("chez Élodie"))
    pdf.pages[0].Annots = pdf.make_indirect(Array([pdf.make_indirect(champ), pdf.make_indirect(note)]))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].Annots[0]]))
    return _written(pdf)


def turned(angle: int) -> bytes:
    """The same letter, turned, and cut by its margins."""
    pdf = pikepdf.open(io.BytesIO(lettre()))
    for page in pdf.pages:
        page.Rotate = angle
        page.CropBox = Array([40, 60, 560, 800])
    return _written(pdf)


def locked(phrase: str) -> bytes:
    """Behind a password; none: whoever opens it may read, and not copy."""
    pdf = pikepdf.open(io.BytesIO(lettre()))
    droits = pikepdf.Permissions(extract=False, print_highres=False, print_lowres=False)
    return _written(pdf, encryption=pikepdf.Encryption(owner="patron", user=phrase, allow=droits))


def large(cote: float = 14_000.0) -> bytes:
    """A plan: five metres a side."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(cote, cote))
    pdf.pages[0].Contents = pdf.make_stream(b"0.2 g 1000 1000 9000 9000 re f")
    return _written(pdf)


def picture_of(contenu: bytes, rang: int = 0) -> Image.Image:
    """A page as someone would see it."""
    vue: Image.Image = PdfDocument(contenu)[rang].render(scale=2).to_pil().convert("RGB")
    return vue


@lru_cache
def scan() -> bytes:
    """The same letter through a scanner: pictures, and no text."""
    vues = [picture_of(lettre(), rang) for rang in range(2)]
    sortie = io.BytesIO()
    vues[0].save(sortie, "PDF", resolution=144, save_all=True, append_images=vues[1:])
    return sortie.getvalue()


@lru_cache
def read_by_machine() -> bytes:
    """A scan, and over it a text that is not drawn, as machines that read pictures leave."""
    pdf = pikepdf.open(io.BytesIO(scan()))
    page = pdf.pages[0]
    police = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources.Font = Dictionary(F=pdf.make_indirect(police))
    page.contents_add(b"BT /F 14 Tf 3 Tr 70 760 Td (Elle vit a Kerborgme.) Tj ET")
    return _written(pdf)


@lru_cache
def with_picture(lignes: int = 2) -> bytes:
    """A page with a few words, and a large picture of a letter under them."""
    vue = io.BytesIO()
    picture_of(lettre()).save(vue, "JPEG")
    pdf = pikepdf.open(io.BytesIO(lettre('#set page(paper: "a4")\n' + "Voici ce que la voisine a reçu. " * lignes)))
    page = pdf.pages[0]
    image = pdf.make_stream(
        vue.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=1191, Height=1684, ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    page.Resources.XObject = Dictionary(I=image)
    page.contents_add(b"q 300 0 0 420 100 100 cm /I Do Q")
    return _written(pdf)


def wordless() -> bytes:
    """Letters that are drawn, of which the file does not say which they are."""
    pdf = pikepdf.open(io.BytesIO(lettre()))
    for objet in pdf.objects:
        if isinstance(objet, Dictionary) and "/ToUnicode" in objet:
            objet.ToUnicode = pdf.make_stream(
                b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> "
                b"endcodespacerange 1 beginbfrange <0000> <ffff> <e000> endbfrange endcmap end end"
            )
    return _written(pdf)


def stamped(large: int = 110, haute: int = 22, *, forme: bool = False, encre: int = 0) -> bytes:
    """A page of text, and a stamp beside it, so many points wide: a picture, or one within a form that gives it its size."""
    vue = Image.new("L", (large * 4, haute * 4), 255)
    ImageDraw.Draw(vue).text((6, 6), f"Mme {SECRET}", fill=encre, font_size=haute * 2)
    pdf = pikepdf.open(io.BytesIO(lettre('#set page(paper: "a4")\n' + "La demande est refaite. " * 20)))
    page = pdf.pages[0]
    image = pdf.make_stream(
        vue.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=vue.width, Height=vue.height, ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )  # fmt: skip
    if forme:
        image = pdf.make_stream(
            b"/I Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]),
            Resources=Dictionary(XObject=Dictionary(I=image)),
        )  # fmt: skip
    page.Resources.XObject = Dictionary(I=image)
    page.contents_add(f"q {large} 0 0 {haute} 320 90 cm /I Do Q".encode())
    return _written(pdf)


def outlined(mot: str = "Zoé") -> bytes:
    """A page of text, and a name under it whose letters are shapes."""
    lettres = {
        "Z": b"0 0 m 8 0 l 8 1 l 2 1 l 8 9 l 8 10 l 0 10 l 0 9 l 6 9 l 0 1 l f",
        "o": b"4 0 m 6 0 8 1 8 2 c 8 3 8 5 8 6 c 8 7 6 8 4 8 c 2 8 0 7 0 6 c 0 5 0 3 0 2 c 0 1 2 0 4 0 c f",
        "\u00e9": b"0 4 m 8 4 l 8 6 7 8 4 8 c 1 8 0 6 0 4 c 0 1 2 0 4 0 c 6 0 7 1 8 2 c 7 3 l 6 1 2 1 1 4 c f "
        b"3 9 m 5 11 l 6 11 l 4 9 l f",
    }
    pdf = pikepdf.open(io.BytesIO(lettre('#set page(paper: "a4")\n' + "La demande est refaite. " * 20)))
    for rang, lettre_ in enumerate(mot):
        pdf.pages[0].contents_add(b"q 1 0 0 1 %d 120 cm %s Q" % (300 + 10 * rang, lettres[lettre_]))
    return _written(pdf)


def cropped(mot: str = SECRET) -> bytes:
    """A page of text of which the head, that says a word, was cut off and not taken out."""
    pdf = pikepdf.open(io.BytesIO(lettre(f'#set page(paper: "a4")\n{mot}\n\n#v(3cm)\n' + "La demande est refaite. " * 20)))
    pdf.pages[0].CropBox = Array([0, 0, 595, 740])
    return _written(pdf)
