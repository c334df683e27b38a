/* A text field over a table, and a choice of what rows have in common: rows that lack one of the words are hidden, and
   those that have none of what was chosen. What is chosen stands in the address, so that a view can be linked. What
   somebody typed stands there behind the #, where no server sees it. */
(() => {
  "use strict";

  for (const form of document.querySelectorAll("form[data-rb-find]")) {
    const table = document.getElementById(form.dataset.rbFind);
    const field = form.querySelector("input");
    const choice = form.querySelector("select");
    const chips = form.querySelector("[data-rb-likes]");
    const found = form.querySelector("[data-rb-found]");
    const none = document.querySelector("[data-rb-none]");
    const rows = [...table.tBodies[0].rows];
    const options = new Map([...(choice?.options ?? [])].filter((one) => one.value).map((one) => [one.value, one]));
    let likes = [];

    const typed = () => new URLSearchParams(location.hash.slice(1)).get("find");

    function show() {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) {
        const marks = (row.dataset.rbLike ?? "").split(" ");
        const isLike = likes.length === 0 || likes.some((like) => marks.includes(like));
        row.hidden = !isLike || !words.every((word) => row.dataset.rbWords.includes(word));
      }
      const left = rows.filter((row) => !row.hidden).length;
      found.textContent = words.length || likes.length ? `${left} of ${rows.length}` : "";
      none.hidden = left > 0;
    }

    /* Each choice as a button that takes it back. */
    function chip(like) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "rb-button";
      const words = options.get(like).dataset.rbWords;
      button.append(`${words} `, Object.assign(document.createElement("span"), { textContent: "×", ariaHidden: "true" }));
      button.setAttribute("aria-label", `${words}: take back`);
      button.addEventListener("click", () => {
        choose(likes.filter((one) => one !== like));
        choice.focus();
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }

    function take(chosen) {
      likes = chosen;
      chips?.querySelector("ul").replaceChildren(...likes.map(chip));
      if (chips) chips.hidden = likes.length === 0;
      show();
    }

    function choose(chosen) {
      take(chosen);
      note(true);
    }

    /* A choice is a step that the back button takes back; typing is not. */
    function note(isStep) {
      const address = new URL(location.href);
      address.searchParams.delete("like");
      for (const like of likes) address.searchParams.append("like", like);
      if (field.value.trim()) address.hash = new URLSearchParams([["find", field.value.trim()]]);
      else if (typed() !== null) address.hash = "";
      const whole = address.href.replace(/#$/, "");
      if (whole === location.href) return;
      if (isStep) history.pushState(null, "", whole);
      else history.replaceState(history.state, "", whole);
    }

    /* A choice that the list does not have, from an old address, chooses nothing. */
    function readAddress() {
      const asked = new URLSearchParams(location.search).getAll("like");
      // A jump to a heading of this page changes nothing that was typed.
      if (typed() !== null || !location.hash) field.value = typed() ?? "";
      take([...new Set(asked)].filter((like) => options.has(like)));
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("input", () => {
      show();
      note(false);
    });
    choice?.addEventListener("change", () => {
      const like = choice.value;
      choice.value = "";
      if (like && !likes.includes(like)) choose([...likes, like]);
    });
    window.addEventListener("popstate", readAddress);
    form.hidden = false;
    readAddress();
  }
})();
