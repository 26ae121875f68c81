"""A document beside an action: the sheet of one cleaning round, drawn here, its figures invented and on nobody."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from taskforce.uploads import Received, receive

NAME = "releve-nettoyage.png"
TITLE = "Relevé d’un passage de nettoyage (fictif)"
SIZE = (900, 520)
INK, LINE, HEAD = "#1b1b1b", "#9aa3a8", "#0e5a5f"
ROWS = (
    ("Tronçon", "Passages", "Dépôts enlevés"),
    ("Place, côté nord", "3", "2"),
    ("Place, côté sud", "3", "0"),
    ("Rue de la station", "2", "4"),
    ("Square et aire de jeux", "3", "1"),
)
COLUMNS = (50, 480, 660)


def sheet() -> Received:
    """Draw the sheet and hand it in as everybody does: it is made anew, and always of the same bytes."""
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, SIZE[0], 84), fill=HEAD)
    draw.text((50, 26), "Propreté · relevé du 18/10/2024", fill="white", font=_letters(30))
    for number, row in enumerate(ROWS):
        top = 120 + 64 * number
        for left, words in zip(COLUMNS, row, strict=True):
            draw.text((left, top), words, fill=INK, font=_letters(24))
        draw.line((50, top + 46, SIZE[0] - 50, top + 46), fill=LINE, width=2)
    draw.text((50, 465), "Démonstration : chiffres inventés, aucune personne.", fill=INK, font=_letters(20))
    kept = BytesIO()
    picture.save(kept, "PNG")
    return receive(NAME, kept.getvalue())


def _letters(size: int) -> ImageFont.FreeTypeFont:
    """Take the letters of our papers: those Pillow brings know no accents."""
    found = files("font_source_sans_pro") / "files" / "SourceSansPro-Regular.ttf"
    return ImageFont.truetype(BytesIO(found.read_bytes()), size)
