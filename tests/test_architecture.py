"""The map of the rooms, held by the imports as they are written.

A room is a module or a package right under `crosscheck`.  Imports point strictly down:
a room may import rooms of lower floors and, if it is a package, its own files.  Changing
`FLOORS` is a decision and gets a record in `docs/decisions/`.
"""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path

from tests.conftest import ASK_THE_SHIPPED_LAW

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "crosscheck"

FLOORS = (
    {"language"},
    {"rulebook"},
    {"deciding"},
    {"compiler"},
    {"profile"},
    {"answers"},
    {"matrix"},
    {"authoring"},
    {"models"},
    {"library"},
    {"cli"},
)  # lowest first; an import may only name an earlier set

CORE_ROOMS = {"language", "rulebook", "deciding", "compiler"}
"""Rooms that hold the engine."""

DOORS = {"compiler/files/folders.py", "compiler/files/load.py", "language/spoken/sentences.py"}
"""Files of these rooms that touch the disk: for rules, and for the words of a language."""

BESIDE_THE_ROOMS = {
    "diagnostics", "generating", "laws", "pages", "rules_beside_uto", "rules_uto", "second_derivation", "shipped",
    "soak",
}  # fmt: skip
"""Folders of tests that are no room's: what goes through all, what is written, and the law itself."""

MOST_MODULES, MOST_LINES, MOST_FOLDERS = 14, 400, 10
"""Side by side in a folder, in a module, at the top."""

HOMES = {
    "click": ("cli/",),
    "dateutil": ("language/dates.py",),
    "pydantic": ("models/",),
    "tabulate": ("answers/", "authoring/reports/", "matrix/", "cli/"),
    "watchfiles": ("cli/",),
    "yaml": ("compiler/reading/yaml_",),
}
"""Every third-party package, and the only files (or folders) that may import it."""

WORLDLY_MODULES = {
    "asyncio", "glob", "http", "importlib", "io", "logging", "multiprocessing", "os", "pathlib",
    "random", "shutil", "signal", "socket", "subprocess", "sys", "tempfile", "time", "urllib",
}  # fmt: skip
"""Standard modules that reach outside; the core needs none of them."""

WORLDLY_CALLS = {"open", "print", "input", "today", "now", "utcnow"}
"""Calls that reach outside, by their last name."""


def files() -> list[Path]:
    """Return every Python file of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    """Return *path* as the tests name it, relative to the package."""
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    """Return the room that *path* belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def floor(of: str) -> int:
    """Return the floor of the room *of*, the lowest being 0."""
    return next(number for number, rooms in enumerate(FLOORS) if of in rooms)


@cache
def parsed(path: Path) -> ast.Module:
    """Return what stands in *path*."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Yield every module that *path* imports anywhere, lazily too; `a.b` for `from a import b`."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports by a relative name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def below_the_front_doors() -> list[Path]:
    """Return the files of the package below the front doors."""
    return [path for path in files() if name(path) not in {"__init__.py", "__main__.py"}]


INNER = below_the_front_doors()
CORE = [path for path in INNER if room(path) in CORE_ROOMS and name(path) not in DOORS]


def test_every_room_stands_on_one_floor() -> None:
    """The map is complete and holds nothing that is gone."""
    rooms = [each for rooms in FLOORS for each in rooms]

    assert len(rooms) == len(set(rooms))
    assert {room(path) for path in INNER} == set(rooms)


def test_imports_point_down() -> None:
    """A room imports lower floors and itself; nothing inside imports from bare `crosscheck`."""
    wrong = []
    for path in INNER:
        own = room(path)
        for imported in imports(path):
            package, _, rest = imported.partition(".")
            target = rest.partition(".")[0]
            if package != "crosscheck" or target in {own, "__version__"}:
                continue
            if not any(target in rooms for rooms in FLOORS):
                wrong.append(f"{name(path)}: {imported} goes through the front door")
            elif floor(target) >= floor(own):
                wrong.append(f"{name(path)}: {own} imports {target}, which is not below it")

    assert wrong == []


def test_third_party_packages_are_imported_in_their_own_room_only() -> None:
    """Each dependency has a home; a new one needs a record."""
    known = {*sys.stdlib_module_names, "crosscheck"}
    strays = [
        (name(path), package)
        for path in files()
        for package in {imported.partition(".")[0] for imported in imports(path)} - known
        if not name(path).startswith(HOMES.get(package, ()))
    ]

    assert strays == []


def private_names(path: Path) -> Iterator[str]:
    """Yield each name of another package that begins with an underscore and that *path* imports or reads."""
    packages: dict[str, str] = {}
    tree = parsed(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            packages |= {alias.asname or alias.name.partition(".")[0]: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            packages |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    own = {"crosscheck", "tests", "__future__"}
    foreign = {name: of for name, of in packages.items() if of.partition(".")[0] not in own}
    yield from (of for of in foreign.values() if any(_is_private(part) for part in of.split(".")))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_private(node.attr):
            first: ast.expr = node
            while isinstance(first, ast.Attribute):
                first = first.value
            if isinstance(first, ast.Name) and first.id in foreign:
                yield ast.unparse(node)


def _is_private(name: str) -> bool:
    return name.startswith("_") and not (name.startswith("__") and name.endswith("__"))


def test_nothing_uses_a_private_name_of_another_package() -> None:
    """A private name may be gone in the next release, Python's own among them."""
    folders = ("crosscheck", "tests", "benchmarks", "examples")
    written = [ROOT / "hatch_build.py", *(path for each in folders for path in (ROOT / each).rglob("*.py"))]

    assert {path: used for path in written if (used := list(private_names(path)))} == {}


def test_a_private_name_is_found_however_it_is_reached(tmp_path: Path) -> None:
    """Imported, imported by another name, or read from what was imported."""
    path = tmp_path / "odd.py"
    path.write_text(
        "import yaml as y\nimport sys\nfrom yaml._yaml import CParser\nfrom click import _compat as c\n"
        "y.cyaml._yaml\nsys._getframe()\nsys.__stdout__\nself._own\n"
    )

    found = ["yaml._yaml.CParser", "click._compat", "y.cyaml._yaml", "sys._getframe"]
    assert sorted(private_names(path)) == sorted(found)


def test_the_core_has_no_clock_disk_or_network() -> None:
    """A rule is judged on the day it is asked about, from what it is given."""
    reached = {
        (name(path), module)
        for path in CORE
        for module in imports(path)
        if module.partition(".")[0] in WORLDLY_MODULES
    }
    called = {
        (name(path), node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""))
        for path in CORE
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
    }

    assert reached == set()
    assert {(path, call) for path, call in called if call in WORLDLY_CALLS} == set()


def test_an_inner_door_holds_one_docstring() -> None:
    """One name has one import path, so nothing is re-exported below the top."""
    doors = {name(path): parsed(path) for path in INNER if path.name == "__init__.py"}

    assert doors
    assert [path for path, tree in doors.items() if len(tree.body) != 1 or not ast.get_docstring(tree)] == []


def test_a_file_is_named_for_what_it_holds() -> None:
    """A drawer's name says that its author did not know."""
    drawers = {"utils", "util", "helpers", "common", "misc", "base", "manager", "handler", "core"}

    assert [each for path in files() if drawers & {*Path(each := name(path)).with_suffix("").parts}] == []


def loaded_after(statement: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter holds after *statement*."""
    done = subprocess.run(
        [sys.executable, "-c", f"{statement}\nimport sys\nprint(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {module.partition(".")[0] for module in done.stdout.split()}


def test_importing_crosscheck_is_light() -> None:
    """The front door imports neither the command line nor the profile model nor a YAML reader."""
    assert (
        loaded_after("import crosscheck") & {"click", "tabulate", "pydantic", "yaml", "importlib_metadata"}
        == set()
    )


def test_checking_from_the_library_never_needs_the_terminal() -> None:
    """A booking tool gets neither click nor tabulate into its process."""
    loaded = loaded_after("import crosscheck\ncrosscheck.load_rulebook('tests/rules_uto')")

    assert loaded & {"click", "tabulate"} == set()


def test_the_tests_mirror_the_rooms() -> None:
    """Each package has a folder of tests of its name."""
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    folders = {
        path.parent.relative_to(ROOT / "tests").parts[0]
        for path in (ROOT / "tests").glob("*/**/*.*")
        if path.suffix in {".py", ".yaml"}
    }

    assert folders == rooms | BESIDE_THE_ROOMS


def test_the_engine_is_tested_over_invented_law() -> None:
    """What asks the shipped rules stands with them; `tests/conftest.py` holds it of what is read, this of what is written."""
    asks = re.compile(r"load_rulebook\(\)|from tests\.shipped|ROOT / [\"']rules|\{ROOT\}/rules")
    written = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py")]
    engine = [path for path in written if not path.startswith(ASK_THE_SHIPPED_LAW)]

    found = [path for path in engine if asks.search((ROOT / path).read_text(encoding="utf-8"))]
    assert found == ["tests/compiler/test_load.py"], (
        "which lays Utopia's where an installed package has its own"
    )


def test_no_module_imports_itself_by_any_way_round() -> None:
    """Within a room any module may import any other, but two never each other."""
    of = {f"crosscheck.{name(path)[:-3].replace('/', '.')}": path for path in INNER}
    names = {
        module: {known for each in imports(path) if (known := _module(each, of)) not in (None, module)}
        for module, path in of.items()
    }
    while leaves := {module for module, imported in names.items() if not imported & names.keys()}:
        for module in leaves:
            del names[module]

    assert not names


def _module(imported: str, known: Container[str]) -> str | None:
    """Return the module that an import names: itself, or what holds the name."""
    return next((each for each in (imported, imported.rpartition(".")[0]) if each in known), None)


def test_modules_and_folders_are_small() -> None:
    """So that one look at a folder, or at a file, is enough to know what it holds."""
    long = [name(path) for path in files() if len(path.read_text("utf-8").splitlines()) > MOST_LINES]
    beside = Counter(path.parent for path in files() if path.name != "__init__.py")
    top = {path.parts[len(PACKAGE.parts)] for path in files()}

    assert not long
    assert [folder for folder, count in beside.items() if count > MOST_MODULES] == []
    assert len({each for each in top if not each.endswith(".py")}) <= MOST_FOLDERS
    assert {each for each in top if each.endswith(".py")} == {"__init__.py", "__main__.py", "library.py"}


def test_the_picture_in_contributing_names_every_folder_and_nothing_else() -> None:
    """What a newcomer looks for a thing by is true to the files."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    picture = page[page.index("rule files  ") : page.index("Imports point strictly down")]
    named = set(re.findall(r"([a-z]+)/(?=\s|$)", picture, re.MULTILINE))
    folders = {path.parent.name for path in files() if path.parent != PACKAGE}

    assert named == folders


def test_nobody_asks_of_a_path_by_what_may_raise() -> None:
    """`Path.is_dir` raises where a name is too long to be one; `os.path.isdir` says that it is none."""
    raising = {"exists", "is_dir", "is_file"}

    assert [
        f"{name(path)}:{node.lineno}"
        for path in files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in raising
        if not {ast.unparse(node.func.value)} & {"os.path"}
    ] == []
