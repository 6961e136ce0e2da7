"""Is it alive, is it ready, how far has indexing come."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.routes.dependencies import ServiceState
from api.schemas import Indexing, Status
from api.service import Service

router = APIRouter(tags=["health"])


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz", summary="Alive?")
def alive() -> dict[str, str]:
    """Answers as long as the process does."""
    return {"status": "ok"}


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz", summary="Ready?", responses={503: {"model": Status, "description": "Not yet."}})
def ready(service: ServiceState, response: Response) -> Status:
    """200 when answers can be relied on; 503 while the assistant loads or fills an empty index."""
    status = _status(service)
    if not status.ready:
        response.status_code = 503
        response.headers["Retry-After"] = "1"
    return status


@router.get("/api/v1/status", summary="How far has indexing come?")
def status(service: ServiceState) -> Status:
    """The same as `/readyz`, always with status 200: for the page's notice."""
    return _status(service)


def _status(service: Service) -> Status:
    progress = service.progress
    return Status(
        ready=service.ready,
        documents=service.documents,
        indexing=None if progress is None else Indexing(done=progress.done, total=progress.total),
    )
