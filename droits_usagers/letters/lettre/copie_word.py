"""A text as a Word file, one paragraph a line: nothing in it says who wrote it, or when."""

from droits_usagers.letters.lettre.paquet import saved


def write(texte: str) -> bytes:
    """The bytes of a .docx. Same text, same bytes."""
    from docx import Document

    document = Document()
    for ligne in texte.split("\n"):
        document.add_paragraph(ligne)
    dites = document.core_properties
    for quoi in ("author", "comments", "last_modified_by", "title"):
        setattr(dites, quoi, "")
    return saved(document)
