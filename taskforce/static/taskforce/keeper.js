// Drafts of the quick log on this device: whose may stay. Runs on every page, before anything reads them.
"use strict";
{
  const LOG = "taskforce.log.", NOTE = "taskforce.note.", GONE = "taskforce.gone";
  const { drafts, done } = document.body.dataset;

  const forget = (storage, beginning, spared) => {
    for (const key of Object.keys(storage)) if (key.startsWith(beginning) && key !== beginning + spared) storage.removeItem(key);
  };
  const keepOnly = (who) => {
    forget(localStorage, LOG, who);
    forget(sessionStorage, NOTE, who);
  };
  // What was saved is no draft any more; another note, begun in another window, is.
  const settle = () => {
    const kept = JSON.parse(localStorage.getItem(LOG + drafts) || "{}");
    if (done !== "all" && kept.key !== done) return;
    localStorage.removeItem(LOG + drafts);
    sessionStorage.removeItem(NOTE + drafts);
    history.replaceState(null, "", location.pathname);
  };
  const wipe = () => {
    keepOnly(null);
    // Other windows hear of it, throw away what they hold and ask who they are.
    localStorage.setItem(GONE, Date.now());
    localStorage.removeItem(GONE);
    if (window.caches) caches.keys().then((names) => names.forEach((name) => caches.delete(name)));
    navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((one) => one.unregister()));
  };

  try {
    if (drafts === "none") wipe();
    else if (drafts) keepOnly(drafts);
    if (drafts && done) settle();
  } catch {
    // A browser that lets us keep nothing has nothing to forget.
  }
}
