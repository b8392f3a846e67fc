r"""Where something personal may begin: one alternation of triggers, without captures.

A trigger is cheap and coarse; the rule of the same name decides exactly what the value is and
where it ends. Triggers are written so that RE2 and `re` read them alike: no look-around, no
`\s` (they differ on \v), no case folding beyond ASCII, every repetition bounded.
"""

from __future__ import annotations

from collector.privacy.name import TOKEN

SEPARATOR = (
    rb"(?:(?:\\{0,3}[\"'])?[ \t]{0,40}(?:=>|:=|[:=])[ \t]{0,40}"  # key=  "key": 'key' =>
    rb"|[\"']?>"  # <key>  <Data Name='key'>
    rb"|[\"'][ \t]{1,8}(?i:value|data)[ \t]?=[ \t]?)"  # <add key="…" value=
)
"""What stands between a label and its value."""

_SECRET_KEY = (
    rb"(?:(?i:pass(?:word|wd|phrase|code|wort)?|pwd|kennwort|mot de passe|contrase\xc3\xb1a|secret"
    rb"|token|api[_-]?key|(?:access|private|secret|encryption|shared|wep|account)[_-]?key"
    rb"|credentials?|psk|key[ _]?material|key content|recovery[ _-]?(?:password|key)"
    rb"|sas|authorization|wpa_passphrase)"
    rb"|\xd0[\xbf\x9f]\xd0[\xb0\x90]\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c)"  # the Russian for password
    rb"(?i:[_-]?(?:value|text|hash|string|plain|enc|[0-9]{1,3}))?"
)

_USER_KEY = (
    rb"(?i:user(?:[ _-]?name|[ _-]?id)?|log(?:in|on)(?:[ _-]?name)?|logname|samaccountname"
    rb"|account(?:[ _-]?name)?|(?:benutzer|konto|anmelde)name|benutzer"
    rb"|eigent\xc3\xbcmer|utilisateur|usuario|owner|subjectusername|targetusername|author"
    rb"|acct|full[ _-]?name|registered[ _-]?(?:owner|user)|displayname|ruser|run[ _-]?as[ _-]?user)"
)

_HOST_KEY = (
    rb"(?i:host[ _-]?name|host|computer(?:[ _-]?name)?|machine[ _-]?name|node[ _-]?name"
    rb"|workstation(?:[ _-]?name)?|(?:account |subject|target|user)?domain"
    rb"(?:[ _-]?name|_roamingprofile)?"
    rb"|(?:subject|target)domainname|logon[ _-]?server"
    rb"|(?:smtp|proxy|mail|imap|ftp)[ _-]?(?:server|host)|server[ _-]?name|rhost|dns[ _-]?hostname)"
)

_LICENCE_KEY = (
    rb"(?i:licen[cs]e(?:[ _-]?(?:key|code|number|no\.?))?|product[ _-]?(?:key|id)|coupon|voucher"
    rb"|(?:gut)?schein(?:code|nummer)?|lizenz(?:schl(?:ue|\xc3\xbc)ssel|code|nummer|key)?"
    rb"|(?:activation|registration)[ _-]?(?:key|code)|serial[ _-]?key)"
)

TRIGGERS: tuple[tuple[str, bytes], ...] = (
    ("token", TOKEN),
    ("pem", rb"-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----"),
    ("bitlocker", rb"[0-9]{6}(?:-[0-9]{6}){7}"),
    ("url", rb"://[^ \t\r\n/@\"'<>\\]+@"),
    (
        "profile",
        rb"(?:[\\/]|%5[Cc]|%2[Ff])"
        rb"(?i:users|homes?|media|crontabs|benutzer|utilisateurs|usuarios|run/media|docume~1"
        rb"|documents(?: |%20|\+)and(?: |%20|\+)settings"
        rb"|dokumente(?: |%20|\+)und(?: |%20|\+)einstellungen)"
        rb"(?:[\\/]{1,8}|%5[Cc]|%2[Ff])",
    ),
    ("secret", _SECRET_KEY + SEPARATOR),
    (
        "option",
        rb"(?:--?|[ \t\"]/)(?i:password|passwd|passphrase|pass|pwd|token|secret|api-key)[ \t]{1,8}"
        rb"|[ \t\"]/(?i:p|pw|pwd|pass)[:=]|[ \t]-p[ \t]{1,4}|[ \t](?:-u|--user)[ \t]{1,4}"
        rb"|(?i:securestring)[ \t]{1,4}[\"']|(?i:net[ \t]{1,4}use)[ \t]{1,4}|(?i:bearer)[ \t]{1,4}",
    ),
    (
        "key",
        rb"eyJ[A-Za-z0-9_-]{8}|A(?:KIA|SIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30}"
        rb"|xox[abprs]-[A-Za-z0-9-]{10}",
    ),
    ("user", _USER_KEY + SEPARATOR),
    ("column", rb"(?i:user name|full name)[ \t]{3,60}"),
    (
        "login",
        rb"(?i:session (?:opened|closed) for user|accepted [a-z/-]{1,24} for"
        rb"|failed [a-z]{1,12} for(?: invalid user)?|invalid user|authenticating user"
        rb"|disconnected from user|session c?[0-9]{1,9} of user|user slice of|password changed for"
        rb"|keyring for user) "
        rb"|(?i:(?:for|by|of|as) user(?:name)?|benutzer|account)[ \t]{1,4}[\"']",
    ),
    (
        "session",  # the name stands before it: by anna(uid=1000), (anna) CMD (…, anna : TTY=…
        rb"\(uid=|\) (?:CMD|MAIL|LIST|REPLACE|DELETE|(?:BEGIN|END) EDIT|RELOAD|AUTH|ORPHAN) \("
        rb"| : (?:TTY=|user NOT in|[0-9]{1,2} incorrect|command not allowed|a password is required)"
        rb"|: Executing command \[|\(to |new user: name=|uid=[0-9]{1,10}\(",
    ),
    ("dn", rb"(?:CN|DC|cn|dc)=[A-Za-z0-9\x80-\xff]"),  # names of Active Directory
    ("licence", rb"[A-Za-z0-9]{5}(?:-[A-Za-z0-9]{5}){4,5}"),
    (
        "licence_key",
        _LICENCE_KEY + rb"[\"']?(?: ?(?:code|key|is|ist|lautet|number))?[ \t]{0,40}[:=>]{0,2}"
        rb"[ \t]{0,40}[\"']?(?:[A-Za-z0-9]{4}[A-Za-z0-9-]{6,60}"
        rb"|[A-Z0-9]{2,3}(?:-[A-Z0-9]{4,6}){2,8})",
    ),
    (
        "serial",
        rb"(?i:(?:id_)?serial(?:[ _-]?(?:number|num|no\.?|nr\.?|short))?(?:_short|_id)?"
        rb"|s/n|sn|seriennummer)" + SEPARATOR,
    ),
    (
        "device",
        rb"(?i:by-id[/\\](?:ata|nvme|usb|scsi|mmc|virtio|ieee1394)-"
        rb"|(?:usbstor|usb)[\\#]{1,4}[^\\#\r\n\t ]{3,120}[\\#]{1,4})",
    ),
    (
        "iqn",  # whose names hold that of the machine
        rb"(?i:iqn\.1991-05\.com\.microsoft:|iqn\.2000-01\.com\.synology:)",
    ),
    (
        "ssid",
        rb"(?i:activating connection|starting connection)[ \t][\"']"
        rb"|(?i:e?ssid)(?:[ \t][0-9]{1,2})?(?:[ \t]{1,4}[\"']|" + SEPARATOR + rb")",
    ),
    ("wlan", rb"(?i:(?:all|current) user profile|wlan-profil)[ \t]{0,20}:[ \t]{0,4}"),
    ("sid", rb"[Ss]-1-(?:5-21|12-1)-[0-9]{1,10}-[0-9]{1,10}-[0-9]{1,10}"),
    ("host", _HOST_KEY + SEPARATOR + rb"|(?i:set hostname to )<"),
    ("machine", rb"(?i:desktop|laptop|win)-[A-Za-z0-9]{7,11}"),
    (
        "share",
        rb"(?i:(?:^|[\x00-\x20\"'=(,>\[;|]|\xc2[\xa0\xab]|\xe2\x80[\x98-\x9f])"
        rb"\\{2,4}[A-Za-z0-9\x80-\xff]"
        rb"|[?.]\\{1,2}unc\\{1,2}[A-Za-z0-9\x80-\xff]"
        rb"|(?:^|[ \t])//[A-Za-z0-9]|(?:smb|cifs|nfs|file|afp|ftps?|sftp|ssh|rdp|vnc|ldaps?|iscsi)://)",
    ),
    (
        "mac_label",
        rb"(?i:mac(?:[ _-]?addr(?:ess)?)?|hwaddr|(?:physical|permanent|network)[ _-]?address)"
        rb"(?:" + SEPARATOR + rb"|[ \t]{1,8}REG_SZ[ \t]{1,8})[\"']?[0-9A-Fa-f]{12}",
    ),
    ("mail", rb"@[A-Za-z0-9\x80-\xff]"),
    (
        "mac",
        rb"[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5,31}"
        rb"|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}",
    ),
    (
        "ipv6",
        rb"(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}"
        rb"|(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?::"
        rb"(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?",
    ),
    ("ipv4", rb"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?:\b|_)"),
)
"""Name of the rule and its trigger; at one place the earlier wins, known names come last."""


def alternation(literals: bytes = b"") -> bytes:
    """The whole detector, for RE2."""
    parts = [pattern for _, pattern in TRIGGERS]
    if literals:
        parts.append(literals)
    return rb"(?m)" + b"|".join(b"(?:" + part + b")" for part in parts)


def classifier(names: frozenset[str] | None = None) -> bytes:
    """The triggers with the name of each, for `re`: tells which one stands at a place."""
    parts = (
        b"(?P<" + name.encode() + b">" + pattern + b")"
        for name, pattern in TRIGGERS
        if names is None or name in names
    )
    return rb"(?m)" + b"|".join(parts)


WITH_DIGIT = frozenset({"bitlocker", "licence", "mac", "ipv6", "ipv4"})
"""The triggers that a digit can begin; most that stands in a log begins so."""

BY_PLACE = frozenset({"share", "ipv4"})
"""The triggers that ask what stands beside them: the same bytes elsewhere may be none."""
