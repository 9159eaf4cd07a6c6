"""Word files (DOCX) → lines: the zip and its parts, styles, numbering, what stands in a line."""

from corpus.readers.docx.document import read_docx

__all__ = ["read_docx"]
