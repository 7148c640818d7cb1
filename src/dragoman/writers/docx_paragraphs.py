"""Paragraphs as WordprocessingML in the shell's named styles."""

from dragoman.appearance.look import Look
from dragoman.appearance.shell_prepared import StyleIds
from dragoman.appearance.shell_slots import SlotModel
from dragoman.appearance.shell_styles import CharacterRole
from dragoman.diagnostics import Code, diagnostic
from dragoman.document.nodes import Inline
from dragoman.errors import InternalError
from dragoman.writers.docx_runs import Runs

NO_ROLE = Code("DOC-002", "error", "le gabarit n’a pas de style pour « {role} »")

KEEP = "<w:keepNext/>"
_PROPERTIES = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "sectPr",
)
"""Paragraph properties in the schema's order."""


class Paragraphs:
    """Writes the paragraphs of one document."""

    def __init__(self, styles: StyleIds, look: Look, runs: Runs) -> None:
        self._styles = styles
        self._look = look
        self._runs = runs

    def runs(self, role: str, inlines: tuple[Inline, ...], character: CharacterRole | None = None) -> str:
        return self._runs.passage(inlines, self._look.styles[role], character)

    def paragraph(
        self, role: str, inlines: tuple[Inline, ...], model: SlotModel | None = None, *, section: str = "",
        **properties: str,
    ) -> str:
        """A paragraph in the style of a role, after the slot's model; `properties` are its own."""
        return self.element(role, self.runs(role, inlines), model, section=section, **properties)

    def picture(self, drawing: str, model: SlotModel, *, section: str = "") -> str:
        return self.element("picture", self._runs.picture(drawing), model, section=section)

    def element(
        self, role: str, runs: str, model: SlotModel | None = None, *, section: str = "", **properties: str,
    ) -> str:
        """A paragraph of runs that are already written."""
        if role not in self._styles.paragraphs:
            raise InternalError([diagnostic(NO_ROLE, role=role)])
        if model is not None and model.properties:
            own = {name: markup for name, markup in properties.items() if markup}
            properties = {**model.properties, **self._indented(role, model), **own}
        style = f'<w:pStyle w:val="{self._styles.paragraphs[role]}"/>'
        if properties:
            style += "".join(properties[name] for name in _PROPERTIES if name in properties)
        return f"<w:p><w:pPr>{style}{section}</w:pPr>{runs}</w:p>"

    def _indented(self, role: str, model: SlotModel) -> dict[str, str]:
        """The indents of a slot are added to those of a style, which they would else replace."""
        if role not in self._styles.indents or not (model.left or model.right):
            return {}
        own = self._styles.indents[role]
        hanging = f' w:hanging="{own.hanging}"' if own.hanging else ""
        return {"ind": f'<w:ind w:left="{model.left + own.left}" w:right="{model.right + own.right}"{hanging}/>'}
