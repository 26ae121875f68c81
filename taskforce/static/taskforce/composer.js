// The composer: texts are kept every twenty seconds and when one leaves them, and a text is held while somebody writes it.
// Everything works without this by the button.
"use strict";
{
  const EVERY = 20 * 1000;
  const form = document.querySelector("form[data-composer]");
  const status = form?.querySelector("[data-saved]");

  const begin = () => {
    const boxes = [...form.querySelectorAll("[data-section]")].map((place) => {
      const area = place.querySelector("textarea");
      return { place, area, was: area.value, held: false };
    });

    const count = ({ place, area }) => {
      const line = place.querySelector("[data-count]");
      line.textContent = line.dataset.count.replace("{count}", area.value.length).replace("{most}", area.maxLength);
      line.hidden = false;
    };
    const refuse = ({ place }, words) => {
      const line = place.querySelector("[data-refused]");
      line.textContent = words;
      line.hidden = !words;
    };
    // The form's own button speaks about the version its reader has seen: what we kept ourselves is no surprise to it.
    const settle = (box, text, seen) => {
      const shown = form.elements[`initial-${box.area.name}`];
      box.was = text;
      if (shown) shown.value = text;
      if (seen && form.elements.seen) form.elements.seen.value = seen;
    };
    const keep = async (box) => {
      const text = box.area.value;
      if (box.area.readOnly || (box.held && text === box.was)) return;
      const said = new FormData();
      const given = { section: box.area.name, text, was: box.was, base: form.elements.seen?.value || "" };
      for (const [name, value] of Object.entries(given)) said.append(name, value);
      said.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      try {
        const answer = await fetch(form.dataset.composer, { method: "POST", body: said, headers: { Accept: "application/json" } });
        const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : { said: "" };
        if (answer.ok && told.seen !== undefined) {
          if (text !== box.was) status.textContent = told.said;
          settle(box, text, told.seen);
          box.held = true;
          refuse(box, "");
        } else if (told.said) refuse(box, told.said);
      } catch {
        // No network: the text stays in its box, and the next try comes soon.
      }
    };

    // One after the other: each tells the next which version the form is about, and the button waits for the last.
    let waiting = 0, turn = Promise.resolve();
    const keepInTurn = (box) => {
      waiting += 1;
      turn = turn.then(() => keep(box)).finally(() => { waiting -= 1; });
    };
    form.addEventListener("submit", (event) => {
      if (!waiting) return;
      event.preventDefault();
      turn.then(() => form.requestSubmit(event.submitter));
    });
    for (const box of boxes) {
      count(box);
      box.area.addEventListener("input", () => count(box));
      box.area.addEventListener("focus", () => keepInTurn(box));
      box.area.addEventListener("blur", () => box.area.value !== box.was && keepInTurn(box));
    }
    // Whoever still has the text open goes on holding it while they write.
    setInterval(() => boxes.filter((box) => box.area.value !== box.was).forEach(keepInTurn), EVERY);
  };

  if (form) begin();
}
