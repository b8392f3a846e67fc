"""What can be wrong with a bundle, each fault a class of its own.

BundleError                    65  the file is not a usable bundle
├─ NotAZipError                    something else, or empty
├─ TruncatedBundleError            its end is missing
├─ ForeignDataError                bytes that belong to no member
├─ DirectoryError                  the list of members contradicts itself or the members
├─ TooManyMembersError
├─ UnsafeNameError                 traversal, absolute, drive letter, device …
├─ DuplicateNameError              also where only case or Unicode form differs
├─ SpecialMemberError              symbolic link, device, folder
├─ EncryptedMemberError
├─ UnsupportedCompressionError
├─ OverlapError                    members share bytes
├─ BombError                       ratio or total size
├─ WrongSizeError                  a member is not as long as it declares
├─ DamagedMemberError              compressed data or check sum broken
├─ ManifestMissingError
├─ ManifestMalformedError
├─ NewerFormatError                made by a newer program
├─ UnlistedMemberError             in the archive, not in the manifest
├─ MemberMissingError              in the manifest, not in the archive
└─ NotVerifiedError                hashes or sizes differ from the manifest
UnfitEvidenceError             70  while writing: evidence is not what its record says
"""

from __future__ import annotations

from pathlib import Path

from collector.core.errors import CollectorError, InputError
from collector.core.printable import printable


class BundleError(InputError):
    """`where` is the bundle's file, `what` the end of a sentence that begins with its name."""

    advice = "Nothing was unpacked. Ask the sender for a fresh copy of the file."

    def __init__(self, where: Path, what: str, *, faults: tuple[str, ...] = ()) -> None:
        super().__init__(f"{printable(str(where))} {what}.", hint=self.advice, faults=faults)


class NotAZipError(BundleError):
    advice = "A bundle is a ZIP file that `paragon-collector collect` writes."


class TruncatedBundleError(BundleError):
    advice = "It was probably cut off in a transfer: copy it again, whole."


class ForeignDataError(BundleError):
    pass


class DirectoryError(BundleError):
    pass


class TooManyMembersError(BundleError):
    pass


class UnsafeNameError(BundleError):
    pass


class DuplicateNameError(BundleError):
    pass


class SpecialMemberError(BundleError):
    pass


class EncryptedMemberError(BundleError):
    pass


class UnsupportedCompressionError(BundleError):
    pass


class OverlapError(BundleError):
    pass


class BombError(BundleError):
    pass


class WrongSizeError(BundleError):
    pass


class DamagedMemberError(BundleError):
    pass


class ManifestMissingError(BundleError):
    advice = "A bundle is a ZIP file that `paragon-collector collect` writes."


class ManifestMalformedError(BundleError):
    pass


class NewerFormatError(BundleError):
    advice = "Update Paragon Support Collector on this machine, then inspect it again."


class UnlistedMemberError(BundleError):
    pass


class MemberMissingError(BundleError):
    pass


class NotVerifiedError(BundleError):
    advice = "It was damaged or changed after it was made: ask the sender for a fresh copy."


class UnfitEvidenceError(CollectorError):
    """What lies in the evidence set cannot be packed as it is; no bundle was written."""
