r"""Plays msinfo32.exe, which Wine only pretends to have: `msinfo32 /nfo FILE` saves a report.

C:\rig\msinfo32.txt, if it is there, says how it shall behave: `fail` (exit code 1), `nothing`
(exit code 0 and no file), `hang` (with a child that hangs as well), or the path of a file to save.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from pathlib import Path

_ORDERS = Path(r"C:\rig\msinfo32.txt")
_WORDS = {
    1251: (
        "Сведения о системе",
        "Элемент",
        "Значение",
        "Имя ОС",
        "Изготовитель",
        "Диски",
        "Модель",
    ),
}
_ENGLISH = ("System Summary", "Item", "Value", "OS Name", "System Manufacturer", "Disks", "Model")


def report(page: int) -> str:
    """A small report in the system's language: its element names are translated as well."""
    summary, item, value, os_name, maker, disks, model = _WORDS.get(page, _ENGLISH)

    def row(name: str, text: str) -> str:
        name, text = f"<![CDATA[{name}]]>", f"<![CDATA[{text}]]>"
        return f"<Data>\r\n<{item}>{name}</{item}>\r\n<{value}>{text}</{value}>\r\n</Data>\r\n"

    return (
        '<?xml version="1.0"?>\r\n<MsInfo>\r\n<Metadata>\r\n<Version>8.0</Version>\r\n'
        "<CreationUTC>11/23/26 09:15:00</CreationUTC>\r\n</Metadata>\r\n"
        f'<Category name="{summary}">\r\n'
        + row(os_name, "Microsoft Windows 10 Pro")
        + row(maker, "Rig & Sons")
        + f'<Category name="{disks}">\r\n'
        + row(model, "RIGDISK 1000")
        + "</Category>\r\n</Category>\r\n</MsInfo>\r\n"
    )


def main() -> int:
    orders = _ORDERS.read_text("utf-8").strip() if _ORDERS.is_file() else ""
    if orders == "fail" or [each.lower() for each in sys.argv[1:2]] != ["/nfo"]:
        return 1
    if orders == "nothing":
        return 0
    if orders == "hang":
        subprocess.run([sys.executable, "-c", "import time; time.sleep(3600)"], check=False)
    target = Path(sys.argv[2])
    if orders:
        shutil.copyfile(orders, target)
    else:
        text = report(ctypes.windll.kernel32.GetACP())
        target.write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    return 0


sys.exit(main())
