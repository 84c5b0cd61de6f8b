"""What stands on paper: the facts of a PDF, measured on its pages, and the faults that a reader would see.

All lengths are millimetres from the top left corner of the page, sizes of text are points, greys go from 0 (black) to 255.
"""

import ctypes
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image, ImageFilter

POINT = 25.4 / 72
MARGIN = 12  # of every sheet
EDGE = 0.3  # what ends so near to the sheet's edge ends there
DPI = 150
WHITE, BLACK = 250, 60  # from here on white, up to here black


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: "Box", tolerance: float = 0.0) -> bool:
        """Whether no side lies further out than that of the other by more than the tolerance."""
        return (
            self.left >= other.left - tolerance and self.top >= other.top - tolerance
            and self.right <= other.right + tolerance and self.bottom <= other.bottom + tolerance
        )


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds them all, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True)
class Word:
    """Letters without a space between: their text, size, place, the grey they are filled with, and the name of their font."""

    text: str
    size: float
    box: Box
    grey: float
    font: str


@dataclass(frozen=True)
class Figure:
    """A picture: what it shows in words, and where its lines are."""

    words: str
    box: Box


@dataclass(frozen=True, eq=False)  # told apart by itself, which is quicker than by its words
class Page:
    """A printed page. `drawn` are the places of lines, areas and images, those of figures too; white areas are left out."""

    pdf: bytes = field(repr=False)
    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    drawn: tuple[Box, ...]
    figures: tuple[Figure, ...]

    @property
    def sheet(self) -> Box:
        """The page without its margins."""
        return _sheet(self.width, self.height)

    @property
    def text(self) -> str:
        """All words in their order, bare."""
        return bare("".join(word.text for word in self.words))


@functools.lru_cache(maxsize=256)
def pages(pdf: bytes) -> tuple[Page, ...]:
    """The pages of a PDF in order."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(_page(pdf, number, document[number]) for number in range(len(document)))


def bare(text: str) -> str:
    """The text without spaces and hyphens, which differ from one breaking of lines to the next."""
    return re.sub(r"[\s\u00ad\u0002\ufffe\u2010-]+", "", unicodedata.normalize("NFKC", text))


def _page(pdf: bytes, number: int, page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    place = functools.partial(_box, height=height)
    sheet = _sheet(width * POINT, height * POINT)
    drawn, marked = [], {}
    for one in page.get_objects(max_depth=1):  # what is see-through is a group, and counts as one
        if one.type != pdfium.FPDF_PAGEOBJ_TEXT and not _is_white(one) and (seen := _seen(place(*one.get_bounds()), _clips(one, place), sheet)):
            drawn.append(seen)
            marked.setdefault(pdfium.FPDFPageObj_GetMarkedContentID(one.raw), []).append(seen)
    places = [(words, [box for mark in marks if mark >= 0 for box in marked.get(mark, [])]) for words, marks in _pictures(page)]
    figures = tuple(Figure(words, around(boxes)) for words, boxes in places if boxes)
    return Page(pdf, number, width * POINT, height * POINT, tuple(_words(page.get_textpage(), place)), tuple(drawn), figures)


def _sheet(width: float, height: float) -> Box:
    return Box(MARGIN, MARGIN, width - MARGIN, height - MARGIN)


def _box(left: float, bottom: float, right: float, top: float, height: float) -> Box:
    return Box(left * POINT, (height - top) * POINT, right * POINT, (height - bottom) * POINT)


def _is_white(one: pypdfium2.PdfObject) -> bool:
    if one.type != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(one.raw, fill, stroke)
    lined = stroke.value and _grey(pdfium.FPDFPageObj_GetStrokeColor, one.raw) < 255
    return not lined and not (fill.value and _grey(pdfium.FPDFPageObj_GetFillColor, one.raw) < 255)


def _clips(one: pypdfium2.PdfObject, place) -> list[Box]:
    """The boxes that the object shows through."""
    clip = pdfium.FPDFPageObj_GetClipPath(one.raw)
    boxes = []
    for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0)):
        points = []
        for index in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
            across, up = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, index), across, up)
            points.append(place(across.value, up.value, across.value, up.value))
        if points:
            boxes.append(around(points))
    return boxes


def _seen(box: Box, clips: list[Box], sheet: Box) -> Box | None:
    """What is left of a box within others, or None. Where they end with the sheet, it does not: what the browser cuts off there is meant to be seen."""
    for clip in clips:
        ends = [abs(side - edge) < EDGE for side, edge in zip(clip, sheet)]
        left, top, right, bottom = (own if end else side for own, side, end in zip(box, clip, ends))
        box = Box(max(box.left, left), max(box.top, top), min(box.right, right), min(box.bottom, bottom))
    return box if box.left <= box.right and box.top <= box.bottom else None


def _grey(ask, *of) -> float:
    red, green, blue, cover = (ctypes.c_uint() for _ in range(4))
    ask(*of, red, green, blue, cover)
    ink = 255 - (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value)
    return 255 - ink * cover.value / 255


def _words(text: pypdfium2.PdfTextPage, place) -> Iterator[Word]:
    word: Word | None = None
    for index in range(text.count_chars()):
        letter = _letter(text.raw, index, place)
        if word and (letter is None or letter.size != word.size or letter.font != word.font):
            yield word
            word = None
        if letter:
            word = replace(word, text=word.text + letter.text, box=around([word.box, letter.box]), grey=max(word.grey, letter.grey)) if word else letter
            if pdfium.FPDFText_IsHyphen(text.raw, index) == 1:  # the rest of the word may stand on the next line
                yield word
                word = None
    if word:
        yield word


def _letter(text, index: int, place) -> Word | None:
    """A letter as a word of its own; None for a space, and for a letter that is not on the page but added by the reading."""
    sign = chr(pdfium.FPDFText_GetUnicode(text, index))
    if sign.isspace() or pdfium.FPDFText_IsGenerated(text, index) == 1:
        return None
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    # The size of the font is not that on the page, where everything is scaled.
    size = pdfium.FPDFText_GetFontSize(text, index) * sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
    length = pdfium.FPDFText_GetFontInfo(text, index, None, 0, None)
    name = ctypes.create_string_buffer(max(length, 1))
    pdfium.FPDFText_GetFontInfo(text, index, name, length, None)
    grey = _grey(pdfium.FPDFText_GetFillColor, text, index)
    return Word(sign, round(size, 2), place(left.value, bottom.value, right.value, top.value), grey, name.value.decode("utf-8", "replace"))


def _pictures(page: pypdfium2.PdfPage) -> list[tuple[str, list[int]]]:
    """What each tagged picture of the page shows in words, and the numbers that mark its lines."""
    found = []

    def look(element) -> None:
        if words := _alternative(element):
            count = pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)
            found.append((words, [pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index) for index in range(count)]))
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
                look(child)

    if tree := pdfium.FPDF_StructTree_GetForPage(page.raw):
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            look(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))
        pdfium.FPDF_StructTree_Close(tree)
    return found


def _alternative(element) -> str:
    length = pdfium.FPDF_StructElement_GetAltText(element, None, 0)
    text = ctypes.create_string_buffer(max(length, 2))
    pdfium.FPDF_StructElement_GetAltText(element, text, length)
    return text.raw[:max(length, 2) - 2].decode("utf-16-le")


@functools.lru_cache(maxsize=24)
def painted(page: Page) -> Image.Image:
    """The page in grey, as a printer without colours shows it, in DPI dots to the inch."""
    with pypdfium2.PdfDocument(page.pdf) as document:
        return document[page.number].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")


def greys(page: Page, box: Box) -> tuple[int, int]:
    """The darkest and the lightest grey in a box, and half a millimetre around it."""
    left, top, right, bottom = (round(side * DPI / 25.4) for side in box)
    return painted(page).crop((left - 3, top - 3, right + 3, bottom + 3)).getextrema()


def poor(image: Image.Image) -> Image.Image:
    """The picture from a worn printer: its ink a third lighter, its edges soft."""
    return image.point(lambda grey: round(255 - (255 - grey) * 0.65)).filter(ImageFilter.GaussianBlur(1))


def codes(image: Image.Image) -> list[tuple[str, Box]]:
    """The QR codes in the picture of a page: what each says, and where it is."""
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return [(one.text, _corners(one.position)) for one in found]


def _corners(position) -> Box:
    corners = position.top_left, position.top_right, position.bottom_right, position.bottom_left
    across, down = zip(*((corner.x * 25.4 / DPI, corner.y * 25.4 / DPI) for corner in corners))
    return Box(min(across), min(down), max(across), max(down))


def ink(page: Page) -> Box | None:
    """The box of everything that is not white, or None on a blank page."""
    found = painted(page).point(lambda grey: 255 * (grey < WHITE)).getbbox()
    return Box(*(side * 25.4 / DPI for side in found)) if found else None


def spare(page: Page) -> float:
    """How much of the sheet is left white below its lowest ink."""
    lowest = ink(page)
    return page.sheet.bottom - (lowest.bottom if lowest else page.sheet.top)
