"""What was named wrongly is told before anything is collected."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.core.errors import MissingInputError, UsageError
from collector.request.options import CollectOptions
from collector.workflow.gather import check_options


@pytest.mark.links
def test_a_place_outside_of_the_root_is_refused(tmp_path: Path) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    (root / "product").mkdir(parents=True)
    out.mkdir()
    (out / "kern.log").write_text("x")
    (tmp_path / "link").symlink_to(root)
    for inside in (root / "product", tmp_path / "link" / "product", root):
        check_options(CollectOptions(root=str(tmp_path / "link"), install_dir=(str(inside),)))
    wrong = (
        CollectOptions(root=str(root), install_dir=(str(out),)),
        CollectOptions(root=str(root), kernel_log=(str(out / "kern.log"),)),
        CollectOptions(root=str(root), install_dir=(str(root / ".." / "out"),)),
    )
    for options in wrong:
        with pytest.raises(UsageError, match="only that tree is read"):
            check_options(options)


def test_a_place_that_is_not_there_is_told_with_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for options, fault in (
        (CollectOptions(root=str(tmp_path / "gone")), "does not exist"),
        (CollectOptions(install_dir=(str(file),)), "is not a folder"),
        (CollectOptions(kernel_log=(str(tmp_path / "gone"),)), "does not exist"),
    ):
        with pytest.raises(MissingInputError, match=fault):
            check_options(options)
