// The report on the wall: arrow keys turn its screens, Escape leaves them. Without this file the links do the same.
"use strict";

const ways = { ArrowLeft: "prev", PageUp: "prev", ArrowRight: "next", PageDown: "next", Escape: "up" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const link = ways[event.key] && document.querySelector(`a[rel=${ways[event.key]}]`);
  if (!link) return;
  event.preventDefault();
  location.assign(link.href);
});
