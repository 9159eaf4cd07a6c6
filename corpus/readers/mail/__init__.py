"""Mails and mailboxes → documents: texts of messages, and the briefings attached to them."""

from __future__ import annotations

from corpus.readers.mail.mailbox import read_mailbox
from corpus.readers.mail.message import read_mail

__all__ = ["read_mail", "read_mailbox"]
