"""Review: everything that would leave the computer, to be read, hidden, left out, and agreed to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from collector.gui.announce import announce
from collector.gui.evidence_work import with_evidence
from collector.gui.pages.base import Page
from collector.gui.pages.review_disks import DisksCard
from collector.gui.pages.review_files import FilesCard
from collector.gui.pages.review_findings import FindingsCard
from collector.gui.pages.review_gaps import GapsCard
from collector.gui.pages.review_hidden import Hidden, HiddenCard
from collector.gui.pages.review_more import MoreCard
from collector.gui.pages.review_rights import RightsCard
from collector.gui.pages.review_save import SaveCard
from collector.gui.places import proposed
from collector.gui.texts import probes
from collector.gui.texts.faults import hint_words
from collector.gui.texts.sizes import size_words
from collector.gui.widgets.card import Card, Note
from collector.gui.widgets.choices import CheckField
from collector.gui.widgets.fold import Fold
from collector.gui.widgets.text import text
from collector.request.consent import PRIVACY_TEXT_VERSION, privacy_text
from collector.workflow.disk_picture import pictures
from collector.workflow.draft import Purpose
from collector.workflow.guide import Hindrance

if TYPE_CHECKING:
    from collections.abc import Callable

    from collector.bundle.finding import Finding
    from collector.core.progress import Cancel, Progress, ProgressEvent
    from collector.evidence.set import EvidenceSet
    from collector.request.form import SupportRequest
    from collector.workflow.disk_picture import DiskPicture
    from collector.workflow.draft import Draft
    from collector.workflow.review import Review
    from collector.workflow.review_tree import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Everything that the page shows, read once."""

    tree: Tree
    own: dict[str, bytes]
    hidden: Hidden
    disks: tuple[DiskPicture, ...]
    findings: tuple[Finding, ...]
    on_request: tuple[str, ...]
    path: str


class ReviewPage(Page):
    """Nothing is sent from a page that was not seen: consent stands at its end, unticked."""

    ID = "review"

    def title(self) -> str:
        return self.tr("Look before you send")

    def subtitle(self) -> str:
        return self.tr("This is everything that would leave this computer. You decide about it.")

    def build(self) -> None:
        self._looked_at: object = None
        self._again = False
        self._state()
        self.findings = FindingsCard(self)
        self.files = FilesCard(self, self.session)
        self.files.left_out.connect(self._leave_out)
        self.hidden_values = HiddenCard(self)
        self.hidden_values.keep_wanted.connect(self._keep)
        self.hidden_values.hide_wanted.connect(self._hide)
        self.hidden_values.level_changed.connect(self.edited)
        self.hidden_values.more.changed.connect(self.edited)
        self.disks = DisksCard(self)
        self.disks.problem_disk.changed.connect(self.edited)
        self.gaps = GapsCard(self)
        self.more = MoreCard(self)
        self.more.changed.connect(self.edited)
        self.rights = RightsCard(self, self.session)
        self.save_card = SaveCard(self, self.session)
        self._evidence_cards: tuple[QWidget, ...] = (
            self.findings, self.files, self.hidden_values, self.disks, self.gaps, self.more,
            self.rights, self.save_card,
        )  # fmt: skip
        for card in self._evidence_cards:
            self.column.addWidget(card)
            card.hide()
        self.column.addWidget(self._consent())
        self.session.gathering.changed.connect(self._evidence_changed)
        self.session.gathering.progressed.connect(self._progress)

    def _state(self) -> None:
        self.state = Note(self, "review.state", "info")
        self.read_now = self.state.add_button(
            "review.read_now",
            self.tr("Read this computer now"),
            role="primary",
            more=self.tr("It only reads, and changes nothing"),
        )
        self.stop = self.state.add_button(
            "review.stop",
            self.tr("Stop reading"),
            more=self.tr("What was read so far is kept"),
        )
        self.read_now.clicked.connect(self._read_now)
        self.stop.clicked.connect(self.session.gathering.stop)
        self.column.addWidget(self.state)

    def _consent(self) -> QWidget:
        card = Card(self, "")
        card.column.addWidget(text(card, self.tr("Your consent"), role="section"))
        self.consent = CheckField(
            card,
            "review.consent",
            self.tr("Yes, send this to Paragon's support, as the privacy text says"),
            help_text=self.tr(
                "It is used to answer this request and for nothing else. You do not agree to "
                "any newsletter with it."
            ),
        )
        self.consent.changed.connect(self.edited)
        card.column.addWidget(self.consent)
        fold = Fold(card, "review.privacy.fold", self.tr("Read the privacy text"))
        self._privacy = text(fold, name="review.privacy", copy=True)
        fold.column.addWidget(self._privacy)
        card.column.addWidget(fold)
        self._consent_card = card
        return card

    # the draft ----------------------------------------------------------------------------------

    def load(self, draft: Draft) -> None:
        self.consent.set_value(draft.request.consent.privacy_text_version > 0)
        self.files.load(draft)
        self.hidden_values.load(draft)
        self.more.load(draft)
        self.save_card.load(draft)
        self._consent_card.setVisible(draft.purpose is not Purpose.BUNDLE_ONLY)

    def save(self, draft: Draft) -> Draft:
        version = PRIVACY_TEXT_VERSION if self.consent.value() else 0
        request = replace(
            draft.request, consent=replace(draft.request.consent, privacy_text_version=version)
        )
        disk = str(self.disks.problem_disk.value() or "")
        draft = self.more.save(replace(draft, request=request, problem_disk=disk))
        return self.hidden_values.save(draft)

    def shown(self) -> None:
        self._read_privacy_text()
        self._looked_at = None
        self._evidence_changed()

    def hidden(self) -> None:
        self.save_card.stop()

    def next_words(self) -> str:
        draft = self.session.draft
        if draft is not None and draft.purpose is Purpose.BUNDLE_ONLY:
            return ""
        return self.tr("Send")

    def blocked(self) -> str:
        draft = self.session.draft
        if draft is not None and draft.purpose is Purpose.BUNDLE_ONLY:
            return ""
        hint = self.session.hint(self.ID)
        return hint_words(hint) if hint is not None else ""

    def show_blocked(self) -> None:
        hint = self.session.hint(self.ID)
        if hint is None:
            return
        if hint.page != self.ID:
            self.session.go(hint.page)
        elif hint.hindrance is Hindrance.PRIVACY_OFF_NOT_CONFIRMED:
            self.hidden_values.ask_again()
        elif hint.hindrance is Hindrance.NO_SRS_ADDRESS:
            self.session.go("settings")
        else:
            self.consent.focus()

    # the evidence -------------------------------------------------------------------------------

    def _read_now(self) -> None:
        if (draft := self.session.draft) is not None:
            self.session.change(replace(draft, agreed_to_collect=True))
            self.session.gathering.again()

    def _evidence_changed(self) -> None:
        if not self.isVisible() and self._looked_at is not None:
            return
        gathering = self.session.gathering
        self._show_state()
        now = gathering.now
        if gathering.running or now is None:
            return
        draft = self.session.draft
        request = draft.request if draft is not None else None
        looked = (now.set_id, now.stored_bytes, now.probes, request)
        if looked != self._looked_at:
            self._looked_at = looked
            self._look(protect=True)

    def _progress(self, event: ProgressEvent) -> None:
        probe = event.subject.partition(":")[0]
        reading = probes.titles().get(probe, "")
        if self.session.gathering.running:
            self.state.show_words(self.tr("This computer is being read."), reading, "info")

    def _show_state(self) -> None:
        gathering, draft = self.session.gathering, self.session.draft
        has = gathering.now is not None
        agreed = draft is not None and draft.agreed_to_collect
        self.stop.setVisible(gathering.running)
        self.read_now.setVisible(not gathering.running and not agreed)
        if gathering.running:
            self.state.show_words(self.tr("This computer is being read."), "", "info")
        elif not agreed:
            self.state.show_words(
                self.tr("This computer was not read."),
                self.tr(
                    "Without it an engineer knows only what you wrote, and will ask for it. "
                    "You can send the request all the same."
                ),
                "warning",
            )
        elif has:
            self._show_ready()
        for card in self._evidence_cards:
            if not has:
                card.hide()

    def _show_ready(self) -> None:
        now = self.session.gathering.now
        if now is not None:
            size = size_words(now.stored_bytes)
            self.state.show_words(
                self.tr("This computer was read: about {size} to send.").format(size=size),
                self.tr("Nothing has left it yet."),
                "success",
            )

    def _look(self, *, protect: bool = False) -> None:
        """Read what would be sent; `protect` first hides everywhere what the form says."""
        draft = self.session.draft
        environment = self.session.environment
        request = _form(draft)

        def work(evidence: EvidenceSet, _progress: Progress, _cancel: Cancel) -> Reviewed:
            from collector.evidence.catalogue import on_request
            from collector.workflow import pack, personal
            from collector.workflow.review import Review
            from collector.workflow.review_tree import own_documents, tree
            from collector.workflow.save_bundle import proposed_name

            if protect and not personal.is_off(evidence):
                pack.protect(evidence, request)
            review = Review(evidence)
            return Reviewed(
                tree=tree(evidence, request),
                own=own_documents(evidence, request),
                hidden=Hidden(counts=review.counts(), values=review.values()),
                disks=pictures(evidence),
                findings=_findings(evidence, request),
                on_request=tuple(each.id for each in on_request(evidence.platform)),
                path=proposed(proposed_name(evidence, environment)),
            )

        with_evidence(self.session, self, work, done=self._show)

    def _show(self, reviewed: Reviewed) -> None:
        draft = self.session.draft
        if draft is None:
            return
        self.files.show_tree(reviewed.tree, reviewed.own)
        self.files.show()
        self.hidden_values.show_hidden(reviewed.hidden, reviewed.tree.level)
        self.hidden_values.show()
        self.disks.show_disks(reviewed.disks, draft.problem_disk)
        self.findings.show_findings(reviewed.findings)
        self.gaps.show_gaps(reviewed.tree)
        self.more.show_offered(reviewed.on_request)
        self.rights.look()
        self.save_card.propose(reviewed.path)
        self.save_card.show()

    # decisions ----------------------------------------------------------------------------------

    def _leave_out(self, paths: tuple[str, ...], on: bool) -> None:
        collecting = self.session.gathering.collecting
        if collecting is None:
            return

        def work(_progress: Progress, _cancel: Cancel) -> None:
            for path in paths:
                collecting.leave_out(path, left_out=on)

        self.session.tasks.run(
            work, owner=self, done=lambda _none: self._look(), failed=self.session.told.emit,
            lane="collect", keep=True,
        )  # fmt: skip

    def _keep(self, token: str) -> None:
        self._decide(lambda review: review.keep(token), self.tr("It is sent in clear now."))

    def _hide(self, wanted: str) -> None:
        self._decide(
            lambda review: review.hide_everywhere(wanted), self.tr("It is hidden everywhere now.")
        )

    def _decide(self, decision: Callable[[Review], tuple[str, ...]], said: str) -> None:
        def work(evidence: EvidenceSet, _progress: Progress, _cancel: Cancel) -> int:
            from collector.workflow.review import Review

            return len(decision(Review(evidence)))

        def done(changed: int) -> None:
            announce(self, f"{said} {self.tr('%n file(s) changed.', '', changed)}")
            self._look()

        with_evidence(self.session, self, work, done=done, keep=True)

    def _read_privacy_text(self) -> None:
        if self._privacy.text():
            return

        language = QLocale().name().partition("_")[0]

        def work(_progress: Progress, _cancel: Cancel) -> str:
            paragraphs = privacy_text(language=language).strip().split("\n\n")
            return "\n\n".join(part.replace("\n", " ") for part in paragraphs)

        self.session.tasks.run(work, owner=self, done=self._privacy.setText)


def _form(draft: Draft | None) -> SupportRequest | None:
    """The form that goes into the bundle; to a ticket that is there it is not added again."""
    if draft is None or draft.purpose is not Purpose.NEW_REQUEST:
        return None
    return draft.request


def _findings(evidence: EvidenceSet, request: SupportRequest | None) -> tuple[Finding, ...]:
    import msgspec

    from collector.workflow import pack, personal

    form = msgspec.json.encode(request) if request is not None else None
    return pack.findings_of(evidence, personal.survey(evidence), form, request)
