"""Long work, done beside the answers: the one place that knows the library of tasks, so that Django's own may take its place.

A task is named by its path: who asks for work need not know those who do it. What a task is about is always kept in a row of our own,
which says how far it has come; the library's table may be emptied at any time, and what lies there unheard is asked for again.
"""

from __future__ import annotations

from datetime import timedelta
from socket import gethostname
from typing import Any

from django.apps import apps
from django.db.models.functions import Now
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks import task

__all__ = ["enqueue", "forget", "task", "worker"]
FORGOTTEN = timedelta(days=1)


def enqueue(path: str, *given: Any) -> None:
    """Let a task be done soon, by whichever worker is free; in tests as their settings say."""
    import_string(path).enqueue(*given)


def forget() -> int:
    """Empty the library's table of what is over, and of what a killed worker left behind; return how many."""
    results: Any = apps.get_model("django_tasks_database", "DBTaskResult")._base_manager
    return int(results.exclude(status="READY").filter(enqueued_at__lt=Now() - FORGOTTEN).delete()[0])  # dated by the real clock


def worker() -> Any:
    """Make a worker that does what is enqueued and stops when nothing is left; asked to end, it finishes the task in hand."""
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415  # its models are there only once the apps are ready

    name = f"{gethostname()[:40]}-{get_random_string(12)}"
    return Worker(
        queue_names=["*"], interval=1, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=name, excluded_queue_names=[],
    )  # fmt: skip
