// Keyboard shortcuts: "/" to the search box, "?" to the list of them, "g h" home. Without this file everything works as well.
"use strict";

const KEPT = "taskforce.shortcuts"; // "off" or nothing: no secret, and a matter of this keyboard rather than of the person
const PAUSE = 1500; // milliseconds between the two keys of "g h"
const TYPING = "input, textarea, select, [contenteditable]";

const kept = (value) => {
  try {
    if (value !== undefined) localStorage.setItem(KEPT, value);
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return value !== "off"; // a browser that keeps nothing
  }
};

let on = kept();
let before = 0;

const go = (selector) => {
  const link = document.querySelector(selector);
  if (link) location.assign(link.href);
};

const keys = {
  "/": () => {
    const box = document.querySelector("input[type=search]");
    box?.focus();
    box?.select();
  },
  "?": () => go("[data-shortcuts]"),
};

document.addEventListener("keydown", (event) => {
  if (!on || event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.(TYPING)) return;
  const second = event.timeStamp - before < PAUSE;
  before = event.key === "g" && !event.repeat ? event.timeStamp : 0;
  if (event.key === "h" && second) go(".brand");
  else if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});

const place = document.querySelector("[data-shortcuts-switch]");
if (place) {
  const box = place.querySelector("input");
  box.checked = on;
  place.hidden = false;
  box.addEventListener("change", () => {
    on = box.checked;
    kept(on ? "on" : "off");
  });
}
