#!/usr/bin/env python3
"""What a build of the program is made of, as SPDX 2.3 in JSON on standard output.

    sbom.py ROOT PROGRAM VERSION ARCHITECTURE

The packages of Swift that are in the program, the runtime of Swift, and the Debian packages of the libraries that it loads.
"""
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys

root, program, version, architecture = sys.argv[1:]
APACHE_SWIFT = "Apache-2.0 WITH Swift-exception"
LICENCES = {"swift-argument-parser": APACHE_SWIFT, "swift-log": "Apache-2.0", "flyingfox": "MIT"}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def dependencies(node, found):
    for child in node["dependencies"]:
        found[child["identity"]] = child
        dependencies(child, found)
    return found


def libraries():
    """Debian package -> version, of what the program names as needed."""
    needed = re.findall(r"NEEDED.*\[(.*)\]", output("readelf", "-d", program))
    paths = dict(re.findall(r"(\S+) => (\S+)", output("ldd", program)))
    found = {}
    for name in needed:
        for path in (paths.get(name), os.path.realpath(paths.get(name, "/nonexistent"))):
            owner = subprocess.run(["dpkg-query", "-S", path or ""], capture_output=True, text=True).stdout.split(":")[0]
            if owner:
                found[owner] = output("dpkg-query", "-W", "-f=${Version}", owner)
                break
    return found


packages, relations = [], []


def add(name, version, licence, relation, place="NOASSERTION", purl=None, **more):
    identity = "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)
    package = {
        "SPDXID": identity, "name": name, "versionInfo": version, "downloadLocation": place, "filesAnalyzed": False,
        "licenseConcluded": licence, "licenseDeclared": licence, "copyrightText": "NOASSERTION", **more,
    }
    if purl:
        package["externalRefs"] = [
            {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}]
    packages.append(package)
    if relation:
        relations.append(
            {"spdxElementId": "SPDXRef-mpt-tail", "relationshipType": relation, "relatedSpdxElement": identity})


digest = hashlib.sha256(open(program, "rb").read()).hexdigest()
add("mpt-tail", version, "Apache-2.0", None, primaryPackagePurpose="APPLICATION",
    checksums=[{"algorithm": "SHA256", "checksumValue": digest}])
tree = json.loads(output("swift", "package", "--package-path", root, "show-dependencies", "--format", "json"))
for name, node in sorted(dependencies(tree, {}).items()):
    path = node["url"].removesuffix(".git").split("://")[-1]
    add(name, node["version"], LICENCES.get(name, "NOASSERTION"), "STATIC_LINK", "git+" + node["url"],
        f"pkg:swift/{path}@{node['version']}")
swift = re.search(r"Swift version (\S+)", output("swift", "--version"))[1]
add("swift-runtime", swift, APACHE_SWIFT, "STATIC_LINK")
for name, number in sorted(libraries().items()):
    add(name, number, "NOASSERTION", "DYNAMIC_LINK",
        purl=f"pkg:deb/debian/{name}@{number}?arch={architecture}")

created = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
json.dump({
    "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
    "name": f"mpt-tail-{version}-{architecture}",
    "documentNamespace": f"https://spdx.org/spdxdocs/mpt-tail-{version}-{digest}",
    "creationInfo": {"created": created.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: mpt-tail-package"]},
    "documentDescribes": ["SPDXRef-mpt-tail"], "packages": packages,
    "relationships": [
        {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-mpt-tail"},
        *relations],
}, sys.stdout, indent=1)
print()
