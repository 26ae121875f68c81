// How far a document has come: asked every two seconds, and the page shown anew once there is nothing more to wait for.
"use strict";
{
  const PAUSE = 2000;
  const shown = document.querySelector("[data-progress]");
  const bar = shown?.querySelector("progress"), words = shown?.querySelector("[role=status]");
  const look = async () => {
    try {
      const answer = await fetch(shown.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return location.reload();
      const said = await answer.json();
      if (said.over) return location.reload();
      if (words.textContent !== said.said) words.textContent = said.said;
      bar.max = said.expected || 1;
      if (said.done) bar.value = said.done;
    } catch {
      // The network is away for a while: what was shown stays, and the next look may come through.
    }
    setTimeout(look, PAUSE);
  };
  if (shown) setTimeout(look, PAUSE);
}
