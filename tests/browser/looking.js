/* What a strict reader measures on a page as it stands: handed to the browser by looking.py, one page at a time. */

window.strict = (() => {
  const shown = one => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0 && !one.closest("details:not([open]) > :not(summary)");
  const named = one => one.outerHTML.replace(/\s+/g, " ").slice(0, 160);
  const style = one => getComputedStyle(one);
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const BUTTONS = "button, .button, input, select, textarea";
  const controls = () => [...document.querySelectorAll(CONTROLS)].filter(one => shown(one) && !one.matches(".skip"));
  // What is tapped: the label of a box to tick or of a tile, or the thing itself.
  const target = one => (one.matches("[type=checkbox], [type=radio]") && one.closest("label")) || one;
  // A link inside a sentence is as high as its line: WCAG 2.5.8 leaves it alone.
  const inSentence = one => style(one).display.startsWith("inline") && style(one).display === "inline"
    && [...one.parentElement.childNodes].some(beside => beside !== one && beside.textContent.trim().length > 1);
  const outlined = one => style(one).outlineStyle !== "none" && parseFloat(style(one).outlineWidth) >= 2;

  // The first thing that sticks out, unless it lies in a place of its own that scrolls.
  const wide = () => {
    const edge = document.documentElement.clientWidth + 1;
    const scrolls = one => one !== document.body && (style(one).overflowX !== "visible" || scrolls(one.parentElement));
    const out = [...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > edge);
    const first = out.find(one => !scrolls(one.parentElement));
    const page = document.scrollingElement.scrollWidth;
    return page > innerWidth ? [`${page} px wide on a screen of ${innerWidth}: ${first ? named(first) : ""}`] : [];
  };

  const small = () => controls().flatMap(one => {
    const box = target(one).getBoundingClientRect();
    const least = one.matches(BUTTONS) ? 44 : 24;
    const enough = Math.round(box.height) >= least && Math.round(box.width) >= least;
    return enough || (least === 24 && inSentence(one)) ? [] : [`${Math.round(box.width)} × ${Math.round(box.height)} px to tap, not ${least}: ${named(one)}`];
  });

  // Every stop of the Tab key: the ring is seen, and nothing that sticks to the screen lies on it.
  const focus = () => {
    const found = [], before = document.activeElement;
    for (const one of controls().filter(it => it.tabIndex >= 0 && !it.disabled)) {
      one.focus();
      if (document.activeElement !== one) continue;
      const ring = one.closest(".tile") ?? one;
      if (!outlined(one) && !outlined(ring)) found.push(`no ring around ${named(one)}`);
      const box = ring.getBoundingClientRect();
      const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      const sticks = it => it && it !== document.body && (["sticky", "fixed"].includes(style(it).position) ? it : sticks(it.parentElement));
      if (over && !ring.contains(over) && !over.contains(ring) && sticks(over) && !sticks(over).contains(one)) found.push(`under ${named(sticks(over))}: ${named(one)}`);
    }
    before?.focus?.();
    before === document.body && document.activeElement.blur();
    scrollTo(0, 0);
    return found;
  };

  // Dates are written dd/mm/yyyy; a shape stands beside the word of every state, one shape for one tone.
  const written = () => {
    const text = document.body.innerText;
    const dates = text.match(/(?<![\w/.-])\d{1,4}([/.-])\d{1,2}\1(?:\d{2}|\d{4})(?![\w/.-])/g) ?? [];
    return dates.filter(one => !/^\d\d\/\d\d\/\d{4}$/.test(one)).map(one => `a date written ${one}`);
  };
  const states = () => {
    const shapes = new Map(), found = [];
    for (const one of document.querySelectorAll(".status")) {
      const tone = [...one.classList].find(name => name.startsWith("status-")), shape = one.querySelector("svg")?.innerHTML;
      if (!shape || !one.textContent.trim()) found.push(`a state without a shape or a word: ${named(one)}`);
      else shapes.set(shape, new Set([...(shapes.get(shape) ?? []), tone]));
    }
    return [...found, ...[...shapes.values()].filter(tones => tones.size > 1).map(tones => `one shape for ${[...tones].join(" and ")}`)];
  };
  // A list with nothing in it says so, and what to do next.
  const empty = () => [
    ...[...document.querySelectorAll("tbody")].filter(one => !one.rows.length).map(one => `an empty table: ${named(one.closest("table"))}`),
    ...[...document.querySelectorAll("main :is(ul, ol)")].filter(one => !one.children.length && !one.closest(".crumbs") && shown(one)).map(one => `an empty list: ${named(one)}`),
    ...[...document.querySelectorAll(".empty")].filter(one => one.querySelectorAll("p, a, form, .refused, ul, ol").length < 2).map(one => `nothing, and no next step: ${named(one)}`),
  ];
  // Which stops the Tab key came by: one of each group of buttons, and what scrolls.
  let reached = new Set(), stops = [];
  const follow = () => {
    stops = [...controls(), ...[...document.querySelectorAll("[tabindex='0']")].filter(shown)].filter(one => one.tabIndex >= 0 && !one.disabled);
    document.addEventListener("focusin", event => reached.add(event.target));
    return stops.length + 4 * document.querySelectorAll("[type=date], [type=time]").length; // a date has stops of its own inside
  };
  const missed = () => stops.filter(one => one.type !== "radio" && !reached.has(one)).map(named);
  return { follow, missed, wide, small, focus, written, states, empty };
})();
