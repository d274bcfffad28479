"""The specimen, laid out and written once for all tests of this folder."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from guidepress.pdfread.elements import TagElement, tree_outline
from guidepress.pdfread.reading import ReadDocument, read_document
from guidepress.targets.pdf.tags.tagging import tagged_pdf

from .specimen import METADATA, folios, laid_out, specimen


class Listener(logging.Handler):
    """Keeps what the engine logs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@pytest.fixture(scope="session")
def engine_log() -> Listener:
    listener = Listener()
    logging.getLogger("weasyprint").addHandler(listener)
    return listener


@pytest.fixture(scope="session")
def document(engine_log: Listener) -> Any:
    assert engine_log.messages == []
    return laid_out(specimen())


@pytest.fixture(scope="session")
def pdf(document: Any) -> bytes:
    return tagged_pdf(document, METADATA, folios(len(document.pages)))


@pytest.fixture(scope="session")
def outline(pdf: bytes) -> tuple[TagElement, ...]:
    return tree_outline(pdf)


@pytest.fixture(scope="session")
def read(pdf: bytes) -> ReadDocument:
    return read_document(pdf)
