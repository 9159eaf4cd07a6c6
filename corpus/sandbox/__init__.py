"""Files are read in processes of their own, within limits of time and memory, on all cores."""

from __future__ import annotations

from corpus.sandbox.pool import Sandbox

__all__ = ["Sandbox"]
