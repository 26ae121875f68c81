"""Draw the icons of the installed quick log from our own mark: ``python tests/browser/draw_icons.py``."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

FILES = Path(__file__).parents[2] / "taskforce" / "static" / "taskforce"
SIZES = (192, 512)


def main() -> None:
    """Write icon-<size>.png beside the mark: without its round corners, which every phone cuts in its own way."""
    drawn = (FILES / "favicon.svg").read_text().replace(' rx="8"', "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), chromium_sandbox=False)
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{size}px;height:{size}px}}</style>{drawn}")
            page.screenshot(path=FILES / f"icon-{size}.png")
        browser.close()


if __name__ == "__main__":
    main()
