"""Evaluating the index for an admin, while the bot goes on with everything else.

What was asked for is on disk: if the program ends meanwhile, the next start begins it anew, once.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import logging
import sqlite3
from pathlib import Path

from telegram.error import BadRequest, Forbidden

from bot import evaluating
from bot.access import Role
from bot.delivery.lanes import Lane
from bot.evaluating import EvaluationError
from bot.messages.catalogue import Messages
from bot.messages.choose import messages_for
from bot.rendering.evaluation import report
from bot.replies import rewrite, tell
from bot.richtext import Block, pack, phrase
from bot.roles import role_of
from bot.services import App, Services, services_in
from bot.state.evaluations import Run, Wanted

log = logging.getLogger(__name__)

#: How often one is begun that does not end because the program does.
_MOST_TRIES = 2
#: Seconds before another try where bot.db could not be used.
_PAUSE = 30.0


async def keep_evaluating(application: App) -> None:
    """Evaluate the index whenever somebody asks for it, until cancelled."""
    services = services_in(application)
    while True:
        services.evaluation.clear()
        try:
            await see_to_all(application)
        except sqlite3.OperationalError as e:
            log.warning("The index could not be evaluated now (%s)", type(e).__name__)
            await asyncio.sleep(_PAUSE)
        else:
            await services.evaluation.wait()


async def see_to_all(application: App) -> None:
    """Evaluate the index if somebody has asked for it."""
    evaluations = services_in(application).state.evaluations
    while wanted := evaluations.wanted():
        await _see_to(application, wanted)


async def _see_to(application: App, wanted: Wanted) -> None:
    """Evaluate and say what came of it; then it is no longer wanted."""
    services = services_in(application)
    evaluations = services.state.evaluations
    messages = messages_for(services.state.people.spoken(wanted.chat_id))
    run = None
    if role_of(services, wanted.chat_id) is Role.ADMIN:
        evaluations.begin(wanted)
        run, told = await _try(services, wanted, messages)
        await _say(application, wanted, told, messages)
    if run is None:
        evaluations.drop(wanted)
    else:
        evaluations.end(wanted, run)


async def _try(
    services: Services, wanted: Wanted, messages: Messages
) -> tuple[Run | None, list[Block]]:
    """Return what came of an evaluation, None if nothing did; and what to say of it."""
    texts, premises = messages.evaluating, services.premises
    if wanted.tries >= _MOST_TRIES:
        return None, [phrase(texts.given_up)]
    file = premises.evaluation_file
    if file is None:
        return None, [phrase(texts.no_file)]
    try:
        questions = await asyncio.to_thread(_digest, file)
        figures = await evaluating.evaluate(file, program=premises.program)
    except (EvaluationError, OSError) as e:
        log.warning("The index could not be evaluated: %s", e)
        return None, [phrase(texts.failed, why=str(e))]
    run = Run(dt.datetime.now(dt.UTC), questions, figures)
    return run, report(run, services.state.evaluations.last(), messages)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


async def _say(application: App, wanted: Wanted, blocks: list[Block], messages: Messages) -> None:
    """Put what came of it in the place of the message that announced it."""
    try:
        await rewrite(application, wanted.chat_id, wanted.message_id, pack(blocks)[0])
    except BadRequest:
        log.info("The message that was to tell of an evaluation is gone; a new one is sent")
    except Forbidden:
        return
    else:
        return
    try:
        with services_in(application).courier.errand(f"evaluation {wanted.id}", Lane.ANSWER):
            await tell(application, wanted.chat_id, blocks, messages)
    except (BadRequest, Forbidden) as e:
        log.info("Nobody could be told of an evaluation (%s)", type(e).__name__)
