// Sorts and filters the table, ties it to the map, and shows the sentences behind a cell.
// Text from documents goes to textContent only, never to innerHTML.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("cancu-data").textContent);
  const body = document.querySelector("#matrix tbody");
  const rows = Array.from(body.rows);
  const chosenBox = document.getElementById("chosen");
  const nameFilter = document.getElementById("name-filter");
  const stateFilter = document.getElementById("state-filter");
  const shown = document.getElementById("shown");
  const compare = new Intl.Collator("vi").compare;

  function make(tag, text, className) {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  // Lower case without marks, so that names can be typed plainly.
  function plain(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "");
  }

  function filter() {
    const wanted = plain(nameFilter.value.trim());
    let count = 0;
    for (const row of rows) {
      const named = plain(row.cells[0].textContent).includes(wanted);
      const fits = named && (!stateFilter.value || row.dataset.states.split(" ").includes(stateFilter.value));
      row.hidden = !fits;
      if (fits) count += 1;
    }
    shown.textContent = shown.dataset.text.replace("#", String(count));
  }

  function sort(header, column) {
    const down = header.getAttribute("aria-sort") === "ascending";
    for (const other of header.parentElement.cells) other.setAttribute("aria-sort", "none");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => row.cells[column].dataset.order;
    const ordered = rows.slice().sort((a, b) => compare(key(a), key(b)) * (down ? -1 : 1));
    body.append(...ordered);
  }

  function quoted(evidence) {
    const block = make("blockquote");
    const q = make("q");
    const at = evidence.quote ? evidence.sentence.indexOf(evidence.quote) : -1;
    if (at < 0) q.textContent = evidence.sentence;
    else q.append(evidence.sentence.slice(0, at), make("mark", evidence.quote),
      evidence.sentence.slice(at + evidence.quote.length));
    block.append(q);
    return block;
  }

  function article(entry) {
    const box = make("article");
    box.append(make("h3", entry.name), make("p", entry.facts, "facts"));
    if (entry.title) box.append(make("p", entry.title));
    if (entry.reason) box.append(make("p", entry.reason, "hint"));
    for (const link of entry.links) {
      box.append(make("p", link.step, "step"), ...link.evidence.map(quoted));
    }
    return box;
  }

  function choose(button) {
    const cell = data.cells[button.dataset.cell];
    for (const old of document.querySelectorAll("#matrix .chosen")) old.classList.remove("chosen");
    button.closest("td").classList.add("chosen");
    button.closest("tr").classList.add("chosen");
    const parts = [make("h3", cell.title), make("p", cell.state, "state"), ...cell.documents.map(article)];
    if (cell.more) parts.push(make("p", cell.more, "hint"));
    if (cell.others) {
      const list = make("ul");
      list.append(...cell.examples.map((text) => make("li", text)));
      parts.push(make("p", cell.others, "hint"), list);
    }
    chosenBox.replaceChildren(...parts);
  }

  function chooseProvince(province) {
    nameFilter.value = "";
    stateFilter.value = "";
    filter();
    const row = rows.find((one) => one.dataset.province === province);
    const button = row.querySelector("button[data-cell]");
    if (button) choose(button);
    for (const other of rows) other.classList.toggle("chosen", other === row);
    row.scrollIntoView({ block: "nearest" });
  }

  for (const button of document.querySelectorAll("#matrix thead button")) {
    button.addEventListener("click", () => sort(button.closest("th"), Number(button.dataset.column)));
  }
  for (const button of document.querySelectorAll("button[data-cell]")) {
    button.addEventListener("click", () => choose(button));
  }
  for (const tile of document.querySelectorAll(".tile")) {
    tile.addEventListener("click", () => chooseProvince(tile.dataset.province));
  }
  nameFilter.addEventListener("input", filter);
  stateFilter.addEventListener("change", filter);
  filter();
})();
