"""Words that are no secret: accounts every Windows has, and names that are also plain words."""

from __future__ import annotations

_WELL_KNOWN = """
admin, administrador, administrateur, administrator, administratoren, administrators, all users,
all users.windows, arbeitsgruppe, authenticated users, backup operators, benutzer, builtin,
daemon, default, default user,
default.migrated, defaultaccount, defaultapppool, defaultuser0, desktop.ini, everyone,
font driver host, gast, guest, ip6-localhost, jeder, linuxbrew, local service, localdomain,
localhost, localhost.localdomain, localservice, lost+found, msftedit, mssqlserver,
network service, networkservice, nobody, nt authority, nt service, nt-autorität, public,
public default, root, shared, system, trustedinstaller, users, wdagutilityaccount,
window manager, workgroup
"""
_COMMON = """
able about access account action active adapter add address admin administrator advanced all
alpha analysis and android any app apple application apps april archive area art asus attach
attribute audio august auto back backup base basic bat beta bill bin bios bit bitlocker block
blocks board boot bootmgr box browser buffer bug build bus business byte cache call can card
case catalog cdrom chain change channel check chip clean clear client clone close cluster code
color com command common complete computer config connect console contact content control
controller convert copy core count cpu create critical current custom daemon daily data database
date dawn day days dead debian debug december deep default defrag delete dell demo desktop
destination detail dev device diagnostic differential digital dir direct directory disc disk
diskpart dism display domain done download drive driver drivers drop dump duplicate earth east
easy edge edit editor efi empty enable encrypt end engine english enterprise entry erase error
esp event events exchange exe exit expert explorer export express extended external extra failed
faith false family fast fat february fedora fetch field file files filesystem final find
firewall firmware fix flag flash folder font force forest format free friday from ftp full game
games gate gcc git gateway general german get global gpt grace grant graphics group grub guest guy
handle hard hardware hash hdd head health help hfs hidden high history home hope hopper host hot
hotel hour house http https icon image images import index info information init input install
installer int intel internal internet invalid item january java job jobs journal joy july june
kernel key keyboard label laptop last left lenovo level library light line link linux list live
load local localhost lock locked log login logs long loop low lun lvm mac machine mail main
major manager manual map march mark mask master max may mbr media memory menu merge message meta
meter microsoft migrate min mini minor mirror miss mode model module monday monitor month mount
mouse move msi multi music name native net network new ntp none normal north note notebook november
ntfs null number nvme object october offer office offline online open operation operator optical
option options oracle order other output own owner package page panel paragon parameter parent
partition partitions pass password patch path pause pending percent personal phone photo
physical ping pipe plan play plugin point policy pool port portable power premium press prime
print printer private pro process processor product production professional profile program
programs project protect proxy public query queue quick quit raid ram random range rate raw ray
read ready reboot record recover recovery recycle red redo refresh region register release
reload remote remove rename repair replace report request rescue reserved reset resize resource
restart restore result resume retry rich right rock role roll root rose row run safe sales
samsung sandisk saturday save scan schedule screen script sector sectors secure security seek
select send september serial server servers service services session set setting settings setup
shadow share shared shell shop shutdown sid sign signature single site size sky sleep slot small
smart snapshot socket software sound source south space special speed split spring sql ssd stage
standard star start state static station status stop storage store stream strict student style
sub success suite summer sunday super support swap switch sync system system32 table tag tape
target task team tech temp template temporary terminal test tester testing text theme thread
thursday ticket time tmp token tool tools toshiba total trace track trash tree true tuesday type
ubuntu uefi uninstall unit unix unknown update upgrade upload usb use user username users utf8
utility value vault vendor verify version vhd video view virtual virus vmware void volume wait
smtp wednesday week west western will win window windows wipe wizard word work worker workgroup www
workstation world write xfs year zone
"""
_JUNK_SERIALS = """
0123456789, 123456789, 1234567890, asset, base board serial number, chassis serial number,
default string, empty, invalid, n/a, na, none, not applicable, not available, not specified,
null, o.e.m., oem, system serial number, tbd, to be filled by o.e.m., to be filled by oem,
unknown
"""


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.replace("\n", " ").split(","))


WELL_KNOWN = _phrases(_WELL_KNOWN)
"""Accounts, groups and hosts that exist on every machine: they stay, diagnosis needs them."""

COMMON = frozenset(_COMMON.split())
"""Words that logs are made of. Somebody may be called so: such a name is hidden where a profile
path or a label says that it is one, and nowhere else, or the text would be destroyed."""

JUNK_SERIALS = _phrases(_JUNK_SERIALS)
"""What firmware says instead of a serial number."""


def is_contextual(value: str) -> bool:
    """Whether a name may only be hidden where its context says that it is a name."""
    folded = value.casefold().strip()
    return len(folded) < 3 or folded in COMMON or folded in WELL_KNOWN


def is_well_known(value: str) -> bool:
    """Whether every machine has this account, group or host."""
    return value.casefold().strip(" .") in WELL_KNOWN
