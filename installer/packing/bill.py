"""The software bill of materials, in CycloneDX's JSON: the lock, and what comes from elsewhere."""

import json
import platform
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from installer.packing.environment import Environment
from installer.packing.licences import Packed

_SPECIFICATION = "1.6"
_EXPRESSION = re.compile(r"[\w.+-]+(?: (?:AND|OR|WITH) [\w.+-]+)*")
_VALIDATE = (
    "from cyclonedx.schema import SchemaVersion; from cyclonedx.validation.json import JsonStrictValidator; "
    "text = open({path!r}, encoding='utf-8').read(); "
    "error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text); "
    "print(error or 'valid')"
)


class BillError(Exception):
    """The bill does not follow CycloneDX's schema."""


def write_bill(
    environment: Environment,
    repository: Path,
    version: str,
    packed: list[Packed],
    system: Mapping[str, str],
    models: Path,
    file: Path,
) -> None:
    """Write the bill and check it against CycloneDX's schema.

    Args:
        environment: The build's, with cyclonedx-py.
        repository: The source tree, with the lock.
        version: Of Inkling.
        packed: What is packed of the lock's packages; the others are marked as left out.
        system: Name and version of the Debian packages of which libraries are packed.
        models: The shipped models.
        file: Where to write.

    Raises:
        BillError: The bill does not follow the schema.
    """
    environment.run(
        # Of dependencies it finds none in a lock; they are added below.
        *(
            "-W",
            "ignore::UserWarning",
            "-m",
            "cyclonedx_py",
            "requirements",
            repository / "installer" / "requirements.lock",
        ),
        *("--pyproject", repository / "pyproject.toml", "--spec-version", _SPECIFICATION),
        *("--output-reproducible", "--short-PURLs", "--output-file", file),
    )
    bill = json.loads(file.read_text(encoding="utf-8"))
    inkling = bill["metadata"]["component"]
    inkling["version"] = version
    by_name = {one.name: one for one in packed if one.name != inkling["name"]}
    for component in bill["components"]:
        del component["description"]  # the line of the lock
        one = by_name.pop(component["name"], None)
        component["scope"] = "required" if one else "excluded"
        if one:
            component["licenses"] = _licences(one.licence)
    bill["components"] += [
        *(_component(one.name, one.version, _licences(one.licence)) for one in by_name.values()),
        _component("python", platform.python_version(), _licences("PSF-2.0")),
        *(_component(name, number, []) for name, number in sorted(system.items())),
        *(_model(header) for header in sorted(models.glob("*/config.json"))),
    ]
    parts = sorted(one["bom-ref"] for one in bill["components"] if one.get("scope") != "excluded")
    bill["dependencies"] = [{"ref": inkling["bom-ref"], "dependsOn": parts}]
    file.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    told = environment.ask(_VALIDATE.format(path=str(file)))
    if told != "valid":
        raise BillError(f"The bill of materials does not follow CycloneDX's schema: {told}")


def _licences(words: str) -> list[dict[str, Any]]:
    """An SPDX expression where the words are one, else a licence of that name."""
    if _EXPRESSION.fullmatch(words):
        return [{"expression": words}]
    return [{"license": {"name": words}}]


def _component(name: str, version: str, licences: list[dict[str, Any]]) -> dict[str, Any]:
    entry = {
        "type": "library",
        "bom-ref": f"{name}-{version}",
        "name": name,
        "version": version,
        "scope": "required",
    }
    return {**entry, "licenses": licences} if licences else entry


def _model(header: Path) -> dict[str, Any]:
    facts = json.loads(header.read_text(encoding="utf-8"))
    return {
        "type": "machine-learning-model",
        "bom-ref": f"model-{header.parent.name}",
        "name": facts["name"],
        "description": facts.get("description", ""),
        "licenses": [{"license": {"name": facts["licence"]}}],
        # The header holds the checksums of the model's other files.
        "hashes": [{"alg": "SHA-256", "content": sha256(header.read_bytes()).hexdigest()}],
    }
