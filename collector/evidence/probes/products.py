"""Installed products of the vendor: name, edition, marketing version and build."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from collector.evidence.platforms import find_products, linux_packages, registered_products
from collector.evidence.probe import Context, Cost, Facts, Item, Probe


def items(context: Context) -> Iterator[Item]:
    """`given-N` stands for the Nth folder that was named; every value is a tuple of Product."""
    machine = context.machine
    for number, folder in enumerate(context.install_dirs, start=1):
        yield Facts(f"given-{number}", partial(find_products.given, machine, folder))
    yield Facts("registered", partial(registered_products.registered, machine))
    yield Facts("packages", partial(linux_packages.vendor_packages, machine))
    yield Facts("installed", partial(find_products.in_vendor_folders, machine))
    yield Facts("running", partial(find_products.running, machine))
    yield Facts("other-brands", partial(find_products.elsewhere, machine))
    yield Facts("program-data", partial(find_products.data_logs, machine))


PROBE = Probe(
    id="products",
    title="Paragon products",
    reads="Entries of installed programs (Uninstall keys; packages of dpkg or rpm) whose publisher "
    "is Paragon, folders of installed Paragon products, and the name, version and build that their "
    "executables state; also of products that carry another maker's brand. Nothing is started.",
    why="The exact build decides which faults are known and which fix applies (the policy asks "
    "for product, version and build number).",
    personal="The name of an account, where a product lies in its profile. It is replaced by a "
    "pseudonym.",
    items=items,
    cost=Cost.NORMAL,
)
