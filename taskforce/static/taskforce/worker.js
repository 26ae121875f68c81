// Keeps the empty form of the quick log, and nothing of anybody. SHELL (written above by the server): the cache, the form, its files.
"use strict";

const shell = () => caches.match(SHELL.page, { cacheName: SHELL.cache });
const kept = (address) => caches.match(address, { cacheName: SHELL.cache });

const keep = async () => {
  const cache = await caches.open(SHELL.cache);
  // Asked without cookies: what comes back is what anybody gets.
  await cache.addAll(SHELL.files.map((one) => new Request(one, { cache: "reload", credentials: "omit" })));
  await self.skipWaiting();
};
const forgetOthers = async () => {
  for (const name of await caches.keys()) if (name !== SHELL.cache) await caches.delete(name);
  await self.clients.claim();
};

// What was sent and did not arrive is not sent again: the form comes back with its draft, under its own address.
const open = (request) => fetch(request).catch(() => (request.method === "GET" ? shell() : Response.redirect(SHELL.log, 303)));
const fetched = (request) => fetch(request).catch(() => kept(new URL(request.url).pathname));

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("fetch", (event) => {
  const { request } = event, address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && address.pathname === SHELL.log) event.respondWith(open(request));
  else if (request.mode !== "navigate" && SHELL.files.includes(address.pathname)) event.respondWith(fetched(request));
});
