"""Resolves a layout: the chosen `viewdef`, the data model and the captions in, a `Form` out.

Kept from Specify 7: only the first `rows` of a layout count, of a panel all; labels and column widths as `labels` and
`geometry` say; a sub-view shows the related table's own view when it names none, as a grid when it asks for a table
or names a view that is nothing but a grid. On purpose otherwise: what leads nowhere is reported as a `Problem` and kept
as a label whose value is not known here; a cell of a type we do not know is kept as a pair. Left out are only buttons,
cells that say themselves that they name no field, and fields of Specify that this database is too old for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from specify.datamodel.declaring import Table
from specify.datamodel.schema import TABLES
from specify.layouts import geometry
from specify.layouts.choosing import Choice
from specify.layouts.form import (
    LINES,
    Block,
    Command,
    Condition,
    Control,
    Form,
    Heading,
    Item,
    Origin,
    Pair,
    Panel,
    Paragraph,
    SubForm,
)
from specify.layouts.honoured import COMMANDS, NEEDED, ON_A_FIELD, PLUGINS, misplaced
from specify.layouts.labels import (
    Binding,
    Captions,
    bind_labels,
    field_label,
    path_caption,
    told_of,
    unbound_text,
    words,
)
from specify.layouts.numbers import number_of
from specify.layouts.paths import FieldPath, path_of
from specify.layouts.tree import (
    Cell,
    CommandCell,
    FieldCell,
    LabelCell,
    PanelCell,
    Problem,
    Rows,
    SeparatorCell,
    SubViewCell,
    UnknownCell,
)

# Names of check boxes beside a form's buttons, which Specify's own layouts give without any field behind them.
_NO_FIELDS = frozenset({"generatelabelchk", "generateinvoice", "printonsave", "sendemail"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a layout is resolved against. `is_grid_view` says whether a view of that name is nothing but a grid."""

    tables: Mapping[str, Table]
    captions: Captions
    is_grid_view: Callable[[str], bool]


@dataclass(slots=True)
class Resolving:
    """One layout while it is being resolved."""

    around: Surroundings
    table: Table
    origin: Origin
    file: str
    problems: list[Problem] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)

    def report(self, cell: Cell, reason: str) -> None:
        """Note what cannot be used as written."""
        self.problems.append(Problem(self.file, cell.line, self.origin.view, cell.id or cell.name, reason))

    def key(self, *parts: str) -> str:
        """A key that is fit for an HTML id and not used in this form before."""
        text = "-".join("".join(c if c.isascii() and c.isalnum() else "_" for c in part) for part in parts if part)
        text = key = text or "x"
        while key in self.keys:
            self.keys[text] += 1
            key = f"{text}.{self.keys[text]}"
        self.keys[key] = 1
        return key


def resolve(choice: Choice, table: Table, origin: Origin, around: Surroundings) -> Form:
    """The form that `choice` lays out for `table`; `origin` says where the layout comes from."""
    work = Resolving(around, table, origin, file=origin.view_set)
    body = choice.body
    items = _block(work, body.blocks[0], geometry.column_text(body.blocks[0].column_texts, body.columns), "")
    return Form(table.key, choice.shape, choice.mode, items, origin, tuple(work.problems))


def _block(
    work: Resolving, block: Rows, column_text: str, prefix: str, *, total: int = geometry.SHARES
) -> tuple[Item, ...]:
    """The items of a block of rows; `prefix` keeps the ids of panels apart, `total` is the block's share of the 24."""
    binding = bind_labels(block.rows)
    column_shares = geometry.shares(column_text, block.rows, total)
    items: list[Item] = []
    for at, row in enumerate(block.rows):
        label_share = 0
        made: list[Item] = []
        for column, (cell, start) in enumerate(geometry.starts_of(row)):
            share = geometry.width_of(cell, start, column_shares)
            if isinstance(cell, LabelCell) and (at, column) in binding.used:
                label_share = share
                continue
            item = _item(work, cell, _Place(binding, (at, column), (label_share, share), prefix))
            label_share = 0
            if item is not None:
                made.append(replace(item, starts_row=not made))
        items += _fitted(made)
    return tuple(items)


def _fitted(row: Sequence[Item]) -> Iterator[Item]:
    """The items of a row with pairs that fit into it; where there are too many of them, it breaks at a pair."""
    pairs = [item for item in row if isinstance(item, Pair) and not item.invisible]
    squeezed: dict[str, Pair] = {}
    for number in geometry.broken(len(pairs)):
        beside, pairs = pairs[:number], pairs[number:]
        shares = geometry.fitted([(pair.label_share, pair.value_share) for pair in beside])
        for at, (pair, (label, value)) in enumerate(zip(beside, shares, strict=True)):
            begins = pair.starts_row or (at == 0 and bool(squeezed))
            fits = replace(pair, share=label + value, label_share=label, value_share=value, starts_row=begins)
            squeezed[pair.key] = fits
    yield from (squeezed.get(item.key, item) for item in row)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell stands: its labels, its row and column, the shares of its label and itself, the panel's prefix."""

    binding: Binding
    at: tuple[int, int]
    shares: tuple[int, int]
    prefix: str

    @property
    def label(self) -> LabelCell | None:
        """The label cell bound to this cell."""
        return self.binding.label_of.get(self.at)


def _item(work: Resolving, cell: Cell, place: _Place) -> Item | None:
    """What a cell becomes; None for blanks and for what leads nowhere."""
    for kind, make in _MAKERS.items():
        if isinstance(cell, kind):
            made: Item | None = make(work, cell, place)
            return made
    return None


def _pair(work: Resolving, cell: FieldCell | UnknownCell, place: _Place) -> Item | None:
    path = path_of(work.table, _field_name(cell), work.around.tables)
    control = _control(cell)
    unknown = path is None and not _works_without_field(work, cell, control)
    if unknown and _names_no_field(work, cell):
        return None
    if unknown:
        name = _field_name(cell) or "(no name)"
        work.report(cell, f"{name} is no field of {work.table.name}; it is shown as not known here")
    label_share, value_share = geometry.pair_shares(*_split(*place.shares))
    label = field_label(cell, place.label, path, work.around.captions)
    return Pair(
        key=work.key(place.prefix, cell.id or cell.name),
        share=label_share + value_share,
        label=label,
        description=told_of(path, label, work.around.captions),
        label_share=label_share,
        value_share=value_share,
        path=path,
        control=replace(control, required=control.required or _is_required(work, path)),
        invisible=cell.attributes.get("invisible", "").lower() in ("true", "yes"),
        unknown=unknown,
        table=work.table.key,
    )


def _works_without_field(work: Resolving, cell: Cell, control: Control) -> bool:
    """Whether a plugin shows something without a field: the record, or why it cannot. Reports what it lacks."""
    plugin = control.plugin
    made_for = misplaced(plugin, work.table.key)
    if made_for:
        names = ", ".join(TABLES[key].name for key in made_for)
        work.report(cell, f"{plugin} works on forms of {names}, not of {work.table.name}; the page says so instead")
    elif NEEDED.get(plugin) and not control.options.get(NEEDED[plugin]):
        work.report(cell, f"{plugin} names no {NEEDED[plugin]}; nothing is shown for it")
    return bool(made_for) or (plugin in PLUGINS and plugin not in ON_A_FIELD)


def _split(label: int, value: int) -> tuple[int, int]:
    """A cell without a label cell beside it gives a part of itself to its label."""
    return (label, value) if label else (geometry.LEAST_LABEL, value - geometry.LEAST_LABEL)


def _field_name(cell: FieldCell | UnknownCell) -> str:
    name = cell.name or cell.id
    if isinstance(cell, FieldCell) and cell.plugin == "PartialDateUI":
        name = cell.initialize.get("df") or name
    elif isinstance(cell, FieldCell) and cell.plugin == "HostTaxonPlugin":
        name = "hostTaxon"
    return name


def _names_no_field(work: Resolving, cell: FieldCell | UnknownCell) -> bool:
    """Whether a cell is none of a field on purpose, or of one that this database is too old to have."""
    if cell.name.lower() in _NO_FIELDS or (isinstance(cell, FieldCell) and cell.ignored):
        return True
    return path_of(TABLES[work.table.key], _field_name(cell), TABLES) is not None


def _control(cell: FieldCell | UnknownCell) -> Control:
    if isinstance(cell, UnknownCell):
        return Control(f"unknown {cell.type}", read_only=True, options=cell.initialize)
    return Control(
        kind=cell.uitype,
        plugin=cell.plugin,
        required=cell.required,
        read_only=cell.read_only,
        default=cell.default,
        pick_list=cell.pick_list,
        options=_options(cell),
        lines=number_of(cell.attributes.get("rows", "")) or LINES.get(cell.uitype, 1),
    )


def _options(cell: FieldCell) -> Mapping[str, str]:
    """The cell's parameters, and the record formatter that it names in an attribute of its own."""
    formatting = cell.attributes.get("formatting", "")
    return {**cell.initialize, "formatting": formatting} if formatting else cell.initialize


def _is_required(work: Resolving, path: FieldPath | None) -> bool:
    if path is None or path.member is None or path.steps:
        return False
    return path.member.required or work.around.captions.item(path.table, path.member.name).is_required


def _sub_form(work: Resolving, cell: SubViewCell, place: _Place) -> Item | None:
    path = path_of(work.table, cell.name, work.around.tables)
    relationship = path.relationship if path else None
    if path is None or relationship is None:
        return _as_field(work, cell, place, path)
    target = work.around.tables.get(relationship.target.lower())
    if target is None:
        return None
    label = place.label
    grid = cell.shape == "table" or (not cell.shape and work.around.is_grid_view(cell.view))
    return SubForm(
        key=work.key(place.prefix, cell.id or cell.name),
        share=place.shares[1],
        label=words(label.label) if label and label.label else path_caption(path, work.around.captions),
        path=path,
        relationship=relationship,
        target=target.key,
        view=cell.view or target.view or target.name,
        shape="grid" if grid else "form",
        button=cell.button,
        collapsed=cell.initialize.get("collapse", "").lower() == "true",
        order=cell.sort or ("ordinal" if "ordinal" in target.fields and target.key.endswith("attachment") else ""),
    )


def _as_field(work: Resolving, cell: SubViewCell, place: _Place, path: FieldPath | None) -> Item | None:
    """A sub-view of what has no records behind it: shown as a field, if it is one."""
    if path is not None:
        work.report(cell, f"{cell.name} is no relationship of {work.table.name}; it is shown as a field")
    field_cell = FieldCell(line=cell.line, id=cell.id, span=cell.span, attributes=cell.attributes, read_only=True)
    return _pair(work, field_cell, place)


def _panel(work: Resolving, cell: PanelCell, place: _Place) -> Item | None:
    if not cell.blocks:
        return None
    prefix = work.key(place.prefix, cell.id or cell.name or "panel")
    outer = {"colDef": cell.column_text} if cell.column_text else {}
    blocks = []
    for at, rows in enumerate(cell.blocks):
        inner = prefix if at == 0 else f"{prefix}-{at + 1}"
        text = geometry.column_text(rows.column_texts, outer)
        items = _block(work, rows, text, inner, total=place.shares[1])
        blocks.append(Block(_condition(work, rows), items))
    return Panel(key=prefix, share=place.shares[1], blocks=tuple(blocks), inline=cell.inline)


def _condition(work: Resolving, rows: Rows) -> Condition | None:
    if not rows.condition or rows.condition.lower() == "always":
        return Condition(None) if rows.condition else None
    name, _, value = rows.condition.partition("=")
    path = path_of(work.table, name.strip(), work.around.tables)
    if path is None:
        reason = f"{name.strip()} in a condition is no field of {work.table.name}; the condition is never met"
        work.problems.append(Problem(work.file, rows.line, work.origin.view, "", reason))
    return Condition(path, value.strip()) if path else None


def _heading(work: Resolving, cell: SeparatorCell, place: _Place) -> Item | None:
    known = cell.for_table in work.around.tables
    text = work.around.captions.table(cell.for_table) if known else words(cell.label)
    return Heading(key=work.key(place.prefix, cell.id or "part"), share=place.shares[1], text=text)


def _paragraph(work: Resolving, cell: LabelCell, place: _Place) -> Item | None:
    text = unbound_text(cell, work.table, work.around.tables, work.around.captions)
    if cell.label_for:
        end = "it is shown as a text" if text else "it has no text either"
        work.report(cell, f"the label for {cell.label_for} finds no cell that is still without one; {end}")
    return Paragraph(key=work.key(place.prefix, cell.id or "text"), share=place.shares[1], text=text) if text else None


def _command(work: Resolving, cell: CommandCell, place: _Place) -> Item | None:
    known = next((name for name in (cell.name, cell.label) if name in COMMANDS), None)
    made_for = COMMANDS[known] if known else ()
    if known is None:
        work.report(cell, f"the command {cell.name or cell.label or '(no name)'} is not known and not offered")
    elif made_for and work.table.key not in made_for:
        names = ", ".join(TABLES[key].name for key in made_for)
        work.report(cell, f"the command {known} works on forms of {names}, not of {work.table.name}")
    key = work.key(place.prefix, cell.id or cell.name or "command")
    return Command(key=key, share=place.shares[1], name=known or cell.name, label=words(cell.label) or cell.name)


_MAKERS: Mapping[type[Cell], Callable[..., Item | None]] = {
    FieldCell: _pair,
    UnknownCell: _pair,
    SubViewCell: _sub_form,
    PanelCell: _panel,
    SeparatorCell: _heading,
    LabelCell: _paragraph,
    CommandCell: _command,
}
