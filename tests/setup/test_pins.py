"""The pinned packages: every one by hash, and no registry's address in what is committed."""

import json
import re
from pathlib import Path

import pytest
from environment import ROOT

REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_are_pinned_by_hash_without_addresses(path: Path):
    text = path.read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"^[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", line)
    assert "://" not in text


def test_test_requirements_agree_with_those_in_service():
    def pins(name: str) -> dict[str, str]:
        found = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE)
        return dict(found)

    service, test = pins("requirements.txt"), pins("requirements-test.txt")
    assert {name: test[name] for name in service.keys() & test.keys()} == {
        name: service[name] for name in service.keys() & test.keys()
    }


def test_package_lock_has_hashes_and_no_addresses():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
