"""The rule files line by line, each line with the cases that decide it: one page that needs nothing else."""

from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from typing import Final

from crosscheck.authoring.points import Point
from crosscheck.authoring.reports.decided_text import by_file, done, missing, share

_NAMED: Final = 4
"""How many of the cases that decide a point are named."""

_PAGE: Final = Template("""\
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What the cases decide</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1b1b1b; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; }
h2 small { font-weight: normal; color: #555; }
table { border-collapse: collapse; } td, th { padding: .1rem .8rem .1rem 0; text-align: left; vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.file { border: 1px solid #ccc; border-radius: 4px; overflow-x: auto; font: 13px/1.6 ui-monospace, monospace; }
.line { display: flex; border-left: 6px solid transparent; white-space: pre; }
.line > i { flex: none; width: 3.5rem; padding-right: 1rem; text-align: right; color: #767676; font-style: normal;
  user-select: none; }
details > summary { list-style: none; cursor: pointer; } details > summary::-webkit-details-marker { display: none; }
.all { border-left-color: #2e7d32; } .some { border-left-color: #b26a00; background: #fff8e8; }
.none { border-left-color: #b00020; background: #fdecee; }
ul { margin: 0 0 .4rem 4.5rem; padding-left: 1rem; font: 13px/1.5 system-ui, sans-serif; }
li.open { color: #b00020; } li.done { color: #2e7d32; } li span { color: #444; }
</style>
<h1>What the cases decide</h1>
<p>$share of $count points. A point is decided if the answer of some case hangs on it. Click a line for its points:
green where cases decide all of them, amber where some, red where none.</p>
<table>
<tr><th>decided</th><th>points</th><th>file</th></tr>
$overview
</table>
$files
</html>
""")


def decided_html(points: Sequence[Point], texts: Mapping[str, str]) -> str:
    """Return the page; *texts* holds the text of each file by the path that points show."""
    files = by_file(points)
    overview = [
        f'<tr><td class="number">{share(found):.0f} %</td><td class="number">{len(found)}</td>'
        f'<td><a href="#{escape(path)}">{escape(path)}</a></td></tr>'
        for path, found in files.items()
    ]
    return _PAGE.substitute(
        share=f"{share(points):.1f} %",
        count=len(points),
        overview="\n".join(overview),
        files="\n".join(_file(path, found, texts.get(path, "")) for path, found in files.items()),
    )


def _file(path: str, points: Sequence[Point], text: str) -> str:
    lines: dict[int, list[Point]] = {}
    for point in points:
        if point.span is not None:
            lines.setdefault(point.span.start.line, []).append(point)
    numbered = enumerate(text.splitlines(), start=1)
    shown = "".join(_line(number, line, lines.get(number, ())) for number, line in numbered)
    head = f'<h2 id="{escape(path)}">{escape(path)} <small>{share(points):.0f} %</small></h2>'
    return f'{head}\n<div class="file">\n{shown}</div>'


def _line(number: int, line: str, points: Sequence[Point]) -> str:
    code = f"<i>{number}</i>{escape(line)}"
    if not points:
        return f'<div class="line">{code}</div>\n'
    how = "all" if share(points) == 100 else "some" if done(points) else "none"
    items = "".join(_item(point) for point in points)
    return f'<details><summary class="line {how}">{code}</summary><ul>{items}</ul></details>\n'


def _item(point: Point) -> str:
    if not point.by:
        return f'<li class="open">{escape(point.id)}: {escape(missing([point]))}</li>'
    more = f" and {len(point.by) - _NAMED} more" if len(point.by) > _NAMED else ""
    by = escape("; ".join(point.by[:_NAMED]) + more)
    way = escape(point.way.replace("_", " "))
    return f'<li class="done">{escape(point.id)}, {way}: <span>{by}</span></li>'
