"""The application: pages, JSON API, static files, and what stands before them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from fastapi import APIRouter, FastAPI
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from onrecord import __version__
from onrecord.case import Case
from onrecord.desk import api, pages, refusals
from onrecord.desk.addresses import API, STATIC
from onrecord.desk.answering import Desk
from onrecord.desk.exact import ExactJSON
from onrecord.desk.safety import Safety, Sessions
from onrecord.desk.settings import DeskSettings
from onrecord.desk.wording import say


def make_app(case: Case, settings: DeskSettings) -> FastAPI:
    """Return the desk of a case; every module of `pages` and of `api` is on it, by its `router`.

    Args:
        case: Open as long as the desk is.
        settings: How the desk is run.
    """
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
        app.include_router(router, prefix=API, responses={403: {"model": refusals.Refusal}})
    app.state.desk = Desk(case, settings)
    app.state.addresses = _addresses(pages)
    app.mount(STATIC, StaticFiles(packages=[("onrecord.desk", "static")]), name="static")
    refusals.install(app)
    app.add_middleware(Safety, settings=settings, sessions=Sessions(settings))
    return app


def _routers(package: ModuleType) -> list[APIRouter]:
    """Return the routers of a package's modules, in order of the modules' names."""
    names = sorted(module.name for module in iter_modules(package.__path__))
    return [import_module(f"{package.__name__}.{name}").router for name in names]


def _addresses(package: ModuleType) -> frozenset[str]:
    """Return the addresses of the pages that there are."""
    routes = (route for router in _routers(package) for route in router.routes)
    return frozenset(route.path for route in routes if isinstance(route, Route))
