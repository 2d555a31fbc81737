"""Writes the resource iod-types.txt: which Type (PS3.7, PS3.5 7.4) each attribute has in each IOD, at every depth.

    python3 iod_types.py HIGHDICOM_STANDARD_FOLDER DICTIONARY_TSV > iod-types.txt

The first argument is the folder `highdicom/_standard` of the package highdicom (MIT licence; 0.28.2 was used), three JSON
files that its authors make from PS3.3 and PS3.4 as Innolitics parses them. Type 3 attributes that are no sequences are
left out, equal lists of items are written once. Two things that the tables say in prose are said here in types:

- a functional group macro may stand in the shared or in the per-frame groups, so neither place requires it;
- a content item has the values of its value type and no others, so none is required of all, and content items nest.
"""

import json
import sys
from pathlib import Path

CONTENT = "ContentSequence"
CONTENT_ITEM_MODULES = {"sr-document-content", "encapsulated-document"}
ALWAYS_IN_CONTENT_ITEM = {"ValueType", "RelationshipType"}
GROUPS = {"SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"}
SELF = "="

source, dictionary = Path(sys.argv[1]), Path(sys.argv[2])
modules = json.loads((source / "module_attribute_map.json").read_text())
iods = json.loads((source / "iod_module_map.json").read_text())
classes = json.loads((source / "sop_class_iod_map.json").read_text())
rows = [line.split("\t") for line in dictionary.read_text().splitlines() if line and not line.startswith("#")]
tags = {keyword: tag for tag, _, keyword in rows if "x" not in tag.lower()}


def conditional(module, path, keyword):
    last = path[-1] if path else ""
    in_item = module in CONTENT_ITEM_MODULES and (last == CONTENT or (not path and module == "sr-document-content"))
    return last in GROUPS or (in_item and keyword not in ALWAYS_IN_CONTENT_ITEM)


def tree(module, attributes):
    root = {}
    for attribute in attributes:
        level = root
        for step in attribute["path"]:
            level = level.setdefault(step, [None, {}])[1]
        kind = attribute["type"] if attribute["type"] in ("1", "1C", "2", "2C") else "3"
        if kind in "12" and conditional(module, attribute["path"], attribute["keyword"]):
            kind += "C"
        level.setdefault(attribute["keyword"], [None, {}])[0] = kind
    return root


numbers = {}


def number(level, within=""):
    """The number of a list of attributes, written once however often it is needed."""
    entries = []
    for keyword, (kind, items) in level.items():
        if keyword not in tags:  # overlays
            continue
        child = number(items, keyword) if items else None
        if kind != "3" or child is not None:
            entries.append((tags[keyword], kind or "3", "" if child is None else str(child)))
    if within == CONTENT and not any(tag == tags[CONTENT] for tag, _, _ in entries):
        entries.append((tags[CONTENT], "1C", SELF))
    return numbers.setdefault(tuple(sorted(entries)), len(numbers))


used = sorted({use["key"] for uses in iods.values() for use in uses if use["key"] in modules})
of_module = {key: number(tree(key, modules[key])) for key in used}

print("# Types of attributes by IOD: DICOM PS3.3 and PS3.4, by way of highdicom 0.28.2 (MIT). Made by src/iod/iod_types.py.")
print("# list: tag:type, tag:type>list of its items, in the order of their numbers; = is the list itself")
for entries in numbers:
    print("list\t" + " ".join(f"{tag}:{kind}" + (f">{child}" if child else "") for tag, kind, child in entries))
print("# iod: name, lists of its mandatory modules, lists of its other modules")
for name in sorted(iods):
    lists = {"M": [], "": []}
    for use in iods[name]:
        if use["key"] in of_module:
            lists["M" if use["usage"] == "M" else ""].append(str(of_module[use["key"]]))
    print(f"iod\t{name}\t{' '.join(lists['M'])}\t{' '.join(lists[''])}")
print("# class: SOP Class UID, IOD")
for uid in sorted(classes):
    if classes[uid] in iods:
        print(f"class\t{uid}\t{classes[uid]}")
