"""Product: which one, which support it has, and what can be expected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from collector.gui.pages.form_page import FormPage
from collector.gui.pages.product_found import FOLDER, FoundList
from collector.gui.pages.product_promise import PromiseCard
from collector.gui.pages.product_support import SupportCard
from collector.gui.widgets.card import Card, push_button
from collector.gui.widgets.choices import ChoiceField
from collector.gui.widgets.lines import LineField
from collector.workflow.draft import ProductChoice

if TYPE_CHECKING:
    from collector.policy.products import ProductLine
    from collector.workflow.draft import Draft
    from collector.workflow.found_products import FoundProduct


class ProductPage(FormPage):
    """What is chosen from the list only fills in the fields below it: those are what counts."""

    ID = "product"

    def title(self) -> str:
        return self.tr("Which product is it about?")

    def subtitle(self) -> str:
        return self.tr("Before you type anything more, see what you can expect.")

    def build(self) -> None:
        self._choice = ProductChoice.NONE
        self.column.addWidget(self._product_card())
        self.support = SupportCard(self)
        self.column.addWidget(self.support)
        self.promise = PromiseCard(self, self.session)
        self.column.addWidget(self.promise)
        self.session.facts.connect(self._facts_changed)

    def load(self, draft: Draft) -> None:
        self._choice = draft.product_choice
        super().load(draft)
        folders = draft.options.install_dir
        self.folder.set_value(folders[-1] if folders else "")
        self._adapt(draft)

    def shown(self) -> None:
        super().shown()
        if self.session.draft is not None:
            self._take_the_only_one(self.session.draft)

    def save(self, draft: Draft) -> Draft:
        return replace(super().save(draft), product_choice=self._choice)

    def edited(self) -> None:
        super().edited()
        if self.session.draft is not None:
            self._adapt(self.session.draft)

    def focus_first(self) -> None:
        self.found.focus()

    # what it is made of -------------------------------------------------------------------------

    def _product_card(self) -> QWidget:
        card = Card(self)
        self.found = FoundList(card, self.session)
        self.found.chosen.connect(self._chosen)
        self.found.other.connect(self._other)
        self.folder = LineField(
            card,
            "product.folder",
            self.tr("Folder of the program"),
            help_text=self.tr("Where its executable file lies. It is looked at as well then."),
        )
        self.browse = push_button(
            card,
            "product.browse",
            self.tr("Choose a folder…"),
            more=self.tr("Opens a window in which a folder is chosen"),
        )
        self.browse.clicked.connect(self._browse)
        self.folder.line.editingFinished.connect(self._look_into_folder)
        self.name = ChoiceField(
            card,
            "product.name",
            self.tr("Product"),
            help_text=self.tr("Choose from the list, or type its name."),
            editable=True,
        )
        self.edition = ChoiceField(
            card,
            "product.edition",
            self.tr("Edition (optional)"),
            help_text=self.tr("Such as Personal, Professional, Server."),
            editable=True,
        )
        self.version = ChoiceField(
            card,
            "product.version",
            self.tr("Version"),
            help_text=self.tr("The number in its name, such as 15."),
            editable=True,
        )
        self.build_number = LineField(
            card,
            "product.build",
            self.tr("Build (optional)"),
            help_text=self.tr(
                "You find it in the program under Help, About. Left empty: as found on the "
                "computer."
            ),
            example="10.1.25.1137",
            wide=40,
        )
        for part in (self.found, self.folder, self.browse, self.name, self.edition, self.version,
                     self.build_number):  # fmt: skip
            card.column.addWidget(part)
        self.bind("product.name", self.name)
        self.bind("product.edition", self.edition)
        self.bind("product.version", self.version)
        self.bind("product.build", self.build_number)
        return card

    # what it does -------------------------------------------------------------------------------

    def _chosen(self, product: FoundProduct) -> None:
        draft = self.session.draft
        if draft is None:
            return
        self._choice = ProductChoice.FOUND
        request = replace(draft.request, product=product.as_stated)
        self.session.change(replace(draft, request=request, product_choice=self._choice))
        self.load(self.session.draft or draft)

    def _other(self, which: int) -> None:
        self._choice = ProductChoice.FOLDER if which == FOLDER else ProductChoice.BY_HAND
        self.edited()
        (self.folder if which == FOLDER else self.name).focus()

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder of the program"), self.folder.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._folder_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder_selected(self, folder: str) -> None:
        self.folder.line.setText(folder)
        self._look_into_folder()

    def _look_into_folder(self) -> None:
        """A folder that was named extends the evidence: its logs are collected, too."""
        draft, folder = self.session.draft, self.folder.value().strip()
        if draft is None or self._choice is not ProductChoice.FOLDER or not folder:
            return
        options = replace(draft.options, install_dir=(folder,))
        product = replace(draft.request.product, install_dir=folder)
        request = replace(draft.request, product=product)
        self.session.change(
            replace(draft, options=options, request=request, agreed_to_collect=True)
        )
        self._adapt(self.session.draft or draft)

    def _facts_changed(self) -> None:
        draft = self.session.draft
        if draft is not None and self.isVisible():
            self._take_the_only_one(draft)
            self._take_from_folder(draft)
            self._adapt(self.session.draft or draft)

    def _take_the_only_one(self, draft: Draft) -> None:
        """Where nothing was said and one product was found, it is most likely that one."""
        now = self.session.gathering.now
        products = now.products if now is not None and not now.running else ()
        said = draft.product_choice is not ProductChoice.NONE or draft.request.product.name
        if len(products) == 1 and not said:
            self._chosen(products[0])

    def _take_from_folder(self, draft: Draft) -> None:
        """What was found in the folder that was named fills the empty fields."""
        stated = draft.request.product
        if draft.product_choice is not ProductChoice.FOLDER or stated.name or stated.version:
            return
        for product in self.found.products:
            if product.folder and product.folder.startswith(stated.install_dir):
                found = replace(product.as_stated, install_dir=stated.install_dir)
                request = replace(draft.request, product=found)
                self.session.change(replace(draft, request=request))
                self.load(self.session.draft or draft)
                return

    def _adapt(self, draft: Draft) -> None:
        self.found.refresh(draft)
        by_folder = self._choice is ProductChoice.FOLDER
        self.folder.setVisible(by_folder)
        self.browse.setVisible(by_folder)
        self._offer_names(draft)
        offer, known = self.session.offer, self.session.known
        if offer is not None and known is not None:
            self.support.adapt(offer.closed)
            self.promise.show_offer(offer, known)

    def _offer_names(self, draft: Draft) -> None:
        known = self.session.known
        if known is None:
            return
        self.name.set_options([(line.name, line.name) for line in known.data.products])
        line = known.data.line(draft.request.product.name)
        self.edition.set_options([(each, each) for each in _editions(line)])
        self.version.set_options([(each, each) for each in _versions(line)])


def _editions(line: ProductLine | None) -> tuple[str, ...]:
    return line.editions if line is not None else ()


def _versions(line: ProductLine | None) -> tuple[str, ...]:
    """Latest first."""
    return tuple(each.version for each in reversed(line.versions)) if line is not None else ()
