"""The application: pages, JSON API, static files, and what stands before them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from fastapi import APIRouter, FastAPI
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from onrecord import __version__
from onrecord.accounts import Accounts, Clock
from onrecord.case import Case
from onrecord.clock import seconds
from onrecord.desk import api, pages, refusals
from onrecord.desk.addresses import API, STATIC
from onrecord.desk.answering import Desk
from onrecord.desk.exact import ExactJSON
from onrecord.desk.safety import Safety
from onrecord.desk.sessions import Sessions
from onrecord.desk.settings import DeskSettings
from onrecord.desk.wording import say


def make_app(
    case: Case, settings: DeskSettings, *, accounts: Accounts | None = None, clock: Clock = seconds
) -> FastAPI:
    """Return the desk of a case; every module of `pages` and of `api` is on it, by its `router`.

    Args:
        case: Open as long as the desk is.
        settings: How the desk is run.
        accounts: Who can sign in; open as long as the desk is. Without, whoever brings the token is let in.
        clock: By which sessions end.
    """
    sessions = Sessions(settings, clock, accounts)
    app = FastAPI(
        title=say("api.title"),
        description=say("api.description"),
        version=__version__,
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # its scripts are from another host
        redoc_url=None,
        redirect_slashes=False,
        default_response_class=ExactJSON,
    )
    for router in _routers(pages):
        app.include_router(router, include_in_schema=False)
    for router in _routers(api):
        app.include_router(router, prefix=API, responses={key: {"model": refusals.Refusal} for key in (401, 403)})
    app.state.desk = Desk(case, settings, sessions)
    app.state.addresses = _addresses(pages)
    app.mount(STATIC, StaticFiles(packages=[("onrecord.desk", "static")]), name="static")
    refusals.install(app)
    app.add_middleware(Safety, settings=settings, sessions=sessions)
    return app


def _routers(package: ModuleType) -> list[APIRouter]:
    """Return the routers of a package's modules, in order of the modules' names."""
    names = sorted(module.name for module in iter_modules(package.__path__))
    return [import_module(f"{package.__name__}.{name}").router for name in names]


def _addresses(package: ModuleType) -> frozenset[str]:
    """Return the addresses of the pages that there are."""
    routes = (route for router in _routers(package) for route in router.routes)
    return frozenset(route.path for route in routes if isinstance(route, Route))
