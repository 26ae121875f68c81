// The quick log: a draft that outlives a reload and a network that is gone, and a word before a name is sent. Nothing sends itself.
"use strict";
{
  const LOG = "taskforce.log.", NOTE = "taskforce.note.", GONE = "taskforce.gone";
  const KEPT_FOR = 12 * 60 * 60 * 1000, PATIENCE = 1000;
  const CHOICES = ["choice", "people", "number", "day", "slot"];
  const PLACES = /^(?:Rue|Avenue|Place|Boulevard|Quai|Gare|Parc|Square|Chauss\u00e9e|All\u00e9e|Porte|Pont|Station|M\u00e9tro|Quartier|Square|Sint|Saint|Sainte)$/;
  const NAME = /(?:\b(?:M\.|Mme|Mlle|Mr|Mrs|Ms|Dhr\.?|Mevr\.?|Monsieur|Madame|Meneer|Mevrouw) ?\p{Lu})|(\p{Lu}\p{Ll}+)[ -]\p{Lu}\p{Ll}+/gu;
  const SIGNS = {
    name: (text) => [...text.matchAll(NAME)].some((found) => !found[1] || !PLACES.test(found[1])),
    phone: (text) => /(?:\+|\b0)\d(?:[ ./-]?\d){7,}/.test(text),
    plate: (text) => /\b(?:\d-)?[A-Z]{3}-?\d{3}\b|\b\d{3}-?[A-Z]{3}\b|\b[A-Z]{2}-\d{3}-[A-Z]{2}\b/.test(text),
  };

  const form = document.querySelector("form[data-quick]");
  const say = (kind, ...words) => {
    for (const one of document.querySelectorAll(`[data-${kind}]`)) one.hidden = !words.includes(one.dataset[kind]);
  };
  const isEmptyForm = form?.dataset.quick === "";
  const whose = () => form.dataset.quick || Object.keys(localStorage).find((key) => key.startsWith(LOG))?.slice(LOG.length);

  const begin = (who) => {
    const log = LOG + who, note = NOTE + who, fields = form.elements;

    // A group of one radio is the radio itself: its value is no answer until it is chosen, and not ours to change.
    const answer = (name) => (fields[name].type === "radio" && !fields[name].checked ? "" : fields[name].value);
    const choose = (name, value) => {
      if (fields[name].type === "radio") fields[name].checked ||= fields[name].value === value;
      else fields[name].value = value;
    };
    const read = () => {
      const kept = JSON.parse(localStorage.getItem(log) || "null");
      if (kept && Date.now() - kept.since < KEPT_FOR) return kept;
      localStorage.removeItem(log);
      sessionStorage.removeItem(note);
      return { since: Date.now(), key: "", choices: {} };
    };
    const write = () => {
      const earlier = read(), choices = { ...earlier.choices };
      for (const name of CHOICES) if (fields[name]) choices[name] = answer(name);
      localStorage.setItem(log, JSON.stringify({ since: Date.now(), key: fields.client_key?.value || earlier.key, choices }));
      sessionStorage.setItem(note, fields.note.value);
      say("says", navigator.onLine && !isEmptyForm ? "kept" : "offline");
    };
    // A draft begun at another hotspot than the one shown: go there, unless somebody asked for this one.
    const isElsewhere = (choice) => choice && fields.choice && !location.search && !form.querySelector(`[name=choice][value="${CSS.escape(choice)}"]`);
    const restore = () => {
      const kept = read(), text = sessionStorage.getItem(note);
      if (isElsewhere(kept.choices.choice)) location.replace(`?at=${encodeURIComponent(kept.choices.choice.split("/")[0])}`);
      for (const [name, value] of Object.entries(kept.choices)) if (fields[name] && value) choose(name, value);
      if (text && !fields.note.value) fields.note.value = text;
      if (fields.note.value) form.querySelector("details.more").open = true;
      if (fields.client_key && kept.key) fields.client_key.value = kept.key;
      if (kept.choices.choice) tell(kept.choices.choice);
      // Known from here on whose empty form opens without a network.
      localStorage.setItem(log, JSON.stringify(kept));
      if (Object.keys(kept.choices).length) say("says", "kept");
    };
    const tell = (choice) => {
      const words = form.querySelector("p[data-choice]");
      if (words) words.textContent = `${words.dataset.choice} ${choice.split("/").filter(Boolean).join(" \u00b7 ")}`;
    };
    // The folded line says what the fields under it say.
    const when = form.querySelector("[data-when]");
    const sayWhen = () => {
      if (!when || !fields.day.value) return;
      const day = fields.day.value === when.dataset.when ? when.dataset.word : fields.day.value.split("-").reverse().join("/");
      when.textContent = [day, fields.slot.value && fields.slot.selectedOptions[0].text.toLowerCase()].filter(Boolean).join(" \u00b7 ");
    };
    const warn = () => say("warns", ...Object.keys(SIGNS).filter((one) => SIGNS[one](fields.note.value)));
    const change = () => {
      write();
      warn();
      sayWhen();
      if (form.querySelector("[data-asks=note]:checked")) form.querySelector("details.more").open = true;
    };
    const send = (event) => {
      write();
      if (!navigator.onLine || form.dataset.sent) event.preventDefault();
      if (!navigator.onLine) say("says", "offline");
      else if (!form.dataset.sent) setTimeout(() => say("says", "slow"), PATIENCE);
      if (navigator.onLine) form.dataset.sent = "yes";
    };

    restore();
    warn();
    sayWhen();
    form.hidden = false;
    form.addEventListener("input", change);
    form.addEventListener("submit", send);
    addEventListener("pageshow", () => delete form.dataset.sent);
    addEventListener("offline", () => say("says", "offline"));
    addEventListener("online", () => say("says", "back"));
    addEventListener("storage", (event) => {
      if (event.key !== GONE) return;
      sessionStorage.removeItem(note);
      location.reload();
    });
    if (!navigator.onLine || isEmptyForm) say("says", "offline");
  };

  // The empty form, for when the network is gone: the same for everybody, kept by a worker that keeps nothing else.
  const keepTheEmptyForm = () => {
    const ours = (address) => {
      if (address.startsWith("/sw.js?language=")) return address;
      throw new TypeError(address);
    };
    const policy = window.trustedTypes?.createPolicy("taskforce", { createScriptURL: ours }) || { createScriptURL: ours };
    const address = policy.createScriptURL(`/sw.js?language=${encodeURIComponent(document.documentElement.lang)}`);
    navigator.serviceWorker?.register(address, { scope: "/" }).catch(() => {});
  };

  if (form) {
    let who;
    try {
      who = whose();
    } catch {
      who = undefined; // a browser that lets us keep nothing: the form works without a draft
    }
    if (who) begin(who);
    else if (isEmptyForm) say("says", "nobody");
    if (form.dataset.quick) keepTheEmptyForm();
  }
}
