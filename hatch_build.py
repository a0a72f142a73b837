"""Build hook: brings the front-end files into ``api/assets/`` before a wheel is made, editable or not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fetches what is missing; without a network the build goes on, and ``/docs`` says how to repair it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called once for each target before it is built; a source archive needs no assets."""
        del version
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root)))
        try:
            from api.fetch_assets import FetchError, fetch_all

            fetched = fetch_all()
        except FetchError as error:
            self.app.display_warning(
                f"{error}\nThe API documentation will be missing. "
                "Run `python -m api.fetch_assets` when npm can be reached."
            )
            return
        finally:
            sys.path.remove(str(Path(self.root)))
        build_data["artifacts"].append("/api/assets/**")
        if fetched:
            self.app.display_info(f"fetched {', '.join(fetched)}")
