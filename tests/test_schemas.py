"""The schemas themselves: what they accept, what they are made of, and the list of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import xmlschema
from lxml import etree
from xmlschema.validators import XsdElement, XsdGroup

from byggsak.xml import katalog
from byggsak.xml.forms import Form, forms, schema_folders
from byggsak.xml.inn import les
from byggsak.xml.mapping import mapping_of
from byggsak.xml.reader import UkjentSkjema
from byggsak.xml.schema import validate_xsd
from tests.conftest import shared

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "schemas" / "byggsak_schemas"
XS = "{http://www.w3.org/2001/XMLSchema}"
FORM_FILES = sorted([*SCHEMAS.glob("skjema/*.xsd"), *SCHEMAS.glob("felles/*.xsd")])
LEAF_TYPES = {"xs:string", "xs:int", "xs:boolean", "xs:date", "xs:dateTime", "xs:decimal"}
LISTS_MAY = {"name", "type", "minOccurs", "maxOccurs"}


def test_the_schemas_are_found_by_entry_point() -> None:
    assert SCHEMAS in [folder.resolve() for folder in schema_folders()]


def test_every_schema_file_belongs_to_a_form_and_every_form_to_a_mapping() -> None:
    assert sorted(form.xsd.resolve() for form in forms()) == sorted(SCHEMAS.glob("skjema/*.xsd"))
    assert all(mapping_of(form) for form in forms())


@pytest.mark.parametrize("file", FORM_FILES, ids=lambda file: file.stem)
def test_no_schema_of_a_form_uses_identifiers_or_facets(file: Path) -> None:
    tree = etree.parse(str(file))
    for element in tree.iter(f"{XS}element", f"{XS}attribute"):
        kind = element.get("type", "")
        assert not kind.startswith("xs:") or kind in LEAF_TYPES
    for forbidden in ("simpleType", "restriction", "import", "any", "key", "keyref", "unique"):
        assert not list(tree.iter(f"{XS}{forbidden}"))


@pytest.mark.parametrize("file", FORM_FILES, ids=lambda file: file.stem)
def test_every_field_may_be_left_out_and_stand_anywhere(file: Path) -> None:
    tree = etree.parse(str(file))
    for element in tree.iter(f"{XS}element"):
        parent = element.getparent()
        assert parent is not None
        if parent.tag == f"{XS}all":
            assert (element.get("minOccurs"), element.get("nillable")) == ("0", "true")
        elif parent.tag == f"{XS}sequence":
            assert set(element.attrib) == LISTS_MAY
            assert (element.get("minOccurs"), element.get("maxOccurs")) == ("0", "unbounded")
            assert len(parent) == 1
        else:
            assert parent.tag == f"{XS}schema"


@pytest.mark.parametrize("form", forms(), ids=str)
def test_no_type_is_left_over_in_a_form(form: Form) -> None:
    own = {kind.get("name") for kind in etree.parse(str(form.xsd)).iter(f"{XS}complexType")}
    files = [form.xsd, *SCHEMAS.glob("felles/*.xsd")]
    used = {e.get("type") for file in files for e in etree.parse(str(file)).iter(f"{XS}element")}
    assert own <= used


def test_no_shared_type_is_left_over_and_none_is_written_twice() -> None:
    shared_types: list[str] = []
    contents: list[tuple[str, ...]] = []
    used: set[str] = set()
    for file in FORM_FILES:
        tree = etree.parse(str(file))
        used |= {element.get("type", "") for element in tree.iter(f"{XS}element")}
        used |= {group.get("ref", "") for group in tree.iter(f"{XS}group")}
        if file.parent.name == "felles":
            types = [*tree.iter(f"{XS}complexType"), *tree.iter(f"{XS}group")]
            shared_types += [kind.get("name", "") for kind in types]
            contents += [content(kind) for kind in types]
    assert set(shared_types) <= used
    assert len(contents) == len(set(contents))


def content(kind: etree._Element) -> tuple[str, ...]:
    return tuple(sorted(f"{e.get('name')} {e.get('type')}" for e in kind.iter(f"{XS}element")))


def test_no_form_writes_a_shared_type_anew() -> None:
    shared_types = {
        content(kind): file.stem
        for file in SCHEMAS.glob("felles/*.xsd")
        for kind in etree.parse(str(file)).iter(f"{XS}complexType")
    }
    for form in forms():
        for kind in etree.parse(str(form.xsd)).iter(f"{XS}complexType"):
            again = kind.find(f"{XS}group") is None and content(kind) in shared_types
            assert not again, f"{form}: {kind.get('name')} is in {shared_types[content(kind)]}.xsd"


def test_the_list_of_forms_is_fresh() -> None:
    assert katalog.main(["--check"]) == 0, "run: python -m byggsak.xml.katalog --write"


def test_the_list_of_forms_says_when_it_is_stale(tmp_path: Path) -> None:
    folder = tmp_path / "pakke"
    folder.mkdir()
    (folder / "index.toml").write_text("", "utf-8")
    (folder / "a.xsd").write_text("<a/>", "utf-8")
    assert katalog.stale(folder)
    (tmp_path / "README.md").write_text(katalog.readme(folder), "utf-8")
    assert not katalog.stale(folder)
    (folder / "a.xsd").write_text("<b/>", "utf-8")
    assert katalog.stale(folder)
    assert katalog.main(["--nonsense"]) == 2


# Against documents and element lists that others made, where they lie beside the project.


WITHOUT_SAMPLES = {"igangsettingstillatelse v5", "ferdigattest v5"}


def samples() -> list[Path]:
    folder = ROOT.parent / "shared" / "dibk" / "eksempler"
    return sorted(folder.rglob("*.xml"))


@pytest.mark.skipif(not samples(), reason="the sample documents are not beside the project")
def test_every_real_sample_of_a_form_we_have_is_valid_and_read() -> None:
    read_forms = set()
    for file in samples():
        try:
            lest = les(file.read_bytes(), file.name)
        except UkjentSkjema:
            continue
        assert lest.funn == (), file
        assert lest.innhold is not None
        read_forms.add(lest.form)
    assert {str(form) for form in set(forms()) - read_forms} == WITHOUT_SAMPLES


@pytest.mark.skipif(not samples(), reason="the sample documents are not beside the project")
def test_a_real_sample_with_one_invented_element_is_not_valid() -> None:
    for file in samples():
        root = etree.parse(str(file)).getroot()
        form = next((f for f in forms() if f"{{{f.namespace}}}{f.root}" == root.tag), None)
        if form is not None:
            etree.SubElement(root[0], f"{{{form.namespace}}}oppdiktet")
            assert validate_xsd(root, form.xsd), file


@pytest.mark.parametrize("form", forms(), ids=str)
def test_every_element_seen_in_a_real_document_is_in_the_schema(form: Form) -> None:
    seen = shared("dibk", "elementtre")
    # A new version keeps what the version before it has; not every version has documents.
    versions = (f"{form.name}-v{number}.tsv" for number in range(int(form.version), 0, -1))
    table = next(seen / name for name in versions if (seen / name).is_file())
    schema = xmlschema.XMLSchema10(str(form.xsd), allow="local")
    unknown = []
    with table.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            steps = [f"{{{form.namespace}}}{step}" for step in row["sti"].split("/")]
            if schema.find("/" + "/".join(steps)) is None:
                unknown.append(row["sti"])
    assert unknown == []


@pytest.mark.parametrize(
    "name", ["igangsettingstillatelse", "midlertidigbrukstillatelse", "ferdigattest"]
)
def test_our_types_are_those_of_the_official_schema(name: str) -> None:
    """The same names, the same children, the same types; the differential test has the rest."""
    official = xmlschema.XMLSchema10(
        str(shared("dibk", "xsd") / f"{name}-v4.xsd"), allow="local", validation="lax"
    )
    ours = xmlschema.XMLSchema10(str(SCHEMAS / "skjema" / f"{name}-v4.xsd"), allow="local")

    def below(path: str, element: XsdElement) -> dict[str, str | None]:
        found = {path: element.type.name}
        content = getattr(element.type, "content", None)
        if isinstance(content, XsdGroup):
            for child in content.iter_elements():
                assert isinstance(child, XsdElement)
                found |= below(f"{path}/{child.local_name}", child)
        return found

    assert below(name, ours.elements[name]) == below(name, official.elements[name])
