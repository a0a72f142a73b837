// Draws the cards, the rows and the words on the lines over the network that
// pyvis made, and shows the evidence of what is chosen. Text from documents
// goes to textContent or to the canvas only, never to innerHTML.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("cancu-data").textContent);
  const texts = data.texts;
  const card = data.card;
  const FONT = '"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif';
  const documents = new Map(data.documents.map((entry) => [entry.id, entry]));
  const lines = new Map(data.lines.map((entry) => [entry.id, entry]));
  const order = data.lines.map((entry) => entry.id);
  const frame = document.getElementById("frame");
  const chosenBox = document.getElementById("chosen");
  const tooltip = document.getElementById("tooltip");
  const clearButton = document.getElementById("clear");
  // What stands out: null when nothing is chosen.
  let chosen = null;

  // --- cards ---------------------------------------------------------------
  function outline(ctx, shape, x, y, w, h) {
    const l = x - w / 2, r = x + w / 2, t = y - h / 2, b = y + h / 2;
    const cut = Math.min(10, h * 0.3);
    ctx.beginPath();
    if (shape === "round") {
      ctx.roundRect(l, t, w, h, Math.min(16, h / 2));
    } else if (shape === "arrow") {
      const tip = Math.min(12, h * 0.36);
      ctx.moveTo(l, t); ctx.lineTo(r - tip, t); ctx.lineTo(r, y); ctx.lineTo(r - tip, b); ctx.lineTo(l, b);
      ctx.closePath();
    } else if (shape === "cut") {
      ctx.moveTo(l + cut, t); ctx.lineTo(r - cut, t); ctx.lineTo(r, t + cut); ctx.lineTo(r, b - cut);
      ctx.lineTo(r - cut, b); ctx.lineTo(l + cut, b); ctx.lineTo(l, b - cut); ctx.lineTo(l, t + cut);
      ctx.closePath();
    } else if (shape === "fold") {
      ctx.moveTo(l, t); ctx.lineTo(r - cut, t); ctx.lineTo(r, t + cut); ctx.lineTo(r, b); ctx.lineTo(l, b);
      ctx.closePath();
      ctx.moveTo(r - cut, t); ctx.lineTo(r - cut, t + cut); ctx.lineTo(r, t + cut);
    } else {
      ctx.rect(l, t, w, h);
    }
  }

  function plate(ctx, look, x, y, w, h, state) {
    ctx.save();
    if (state.centre) {
      ctx.lineWidth = 3; ctx.strokeStyle = "#1d2530";
      ctx.strokeRect(x - w / 2 - 5, y - h / 2 - 5, w + 10, h + 10);
    }
    outline(ctx, look.outline, x, y, w, h);
    ctx.fillStyle = state.held ? look.fill : "#ffffff";
    ctx.fill();
    ctx.strokeStyle = look.border;
    ctx.lineWidth = state.strong ? 3 : 1.6;
    ctx.setLineDash(state.held ? [] : [5, 4]);
    ctx.stroke();
    if (look.outline === "double") {
      ctx.lineWidth = 1;
      ctx.strokeRect(x - w / 2 + 3.5, y - h / 2 + 3.5, w - 7, h - 7);
    }
    ctx.restore();
  }

  function write(ctx, text, x, y, room) {
    let shown = text;
    while (ctx.measureText(shown).width > room && shown.length > 1) {
      shown = shown.replace(/…$/, "").slice(0, -1).trimEnd() + "…";
    }
    ctx.fillText(shown, x, y);
  }

  function drawCard(ctx, x, y, entry, state) {
    const faint = chosen && !chosen.documents.has(entry.id);
    ctx.save();
    if (faint) {
      // An opaque ground first: lines behind a faint card must not run through its text.
      outline(ctx, entry.look.outline, x, y, card.width, card.height);
      ctx.fillStyle = "#f4f6f8"; ctx.fill();
    }
    ctx.globalAlpha = faint ? 0.28 : 1;
    plate(ctx, entry.look, x, y, card.width, card.height, {
      held: entry.held, centre: entry.id === data.centre,
      strong: state.hover || (chosen && chosen.centre === entry.id),
    });
    ctx.textBaseline = "middle"; ctx.textAlign = "left";
    const left = x - card.width / 2 + 10;
    const room = card.width - 22;
    if (card.roomy) {
      ctx.fillStyle = entry.look.border; ctx.font = "600 11px " + FONT;
      write(ctx, entry.look.sign + " " + entry.type, left, y - 18, room - 66);
      ctx.fillStyle = "#1d2530"; ctx.font = "700 13.5px " + FONT;
      write(ctx, entry.number, left, y - 1, room);
      ctx.fillStyle = "#4d5661"; ctx.font = "11px " + FONT;
      write(ctx, entry.shortIssuer, left, y + 17, room);
      ctx.textAlign = "right"; ctx.font = "10.5px " + FONT;
      ctx.fillText(entry.date, x + card.width / 2 - 13, y - 18);
    } else {
      ctx.fillStyle = entry.look.border; ctx.font = "600 11px " + FONT;
      ctx.fillText(entry.look.sign, left - 3, y + 0.5);
      ctx.fillStyle = "#1d2530"; ctx.font = "600 10.5px " + FONT;
      write(ctx, entry.number, left + 11, y + 0.5, card.width - 30);
    }
    ctx.restore();
  }

  nodes.update(data.documents.map((entry) => ({
    id: entry.id,
    shape: "custom",
    ctxRenderer: ({ ctx, x, y, state }) => ({
      drawNode() { drawCard(ctx, x, y, entry, state); },
      nodeDimensions: { width: card.width, height: card.height },
    }),
  })));

  // --- rows and words ------------------------------------------------------
  network.on("beforeDrawing", (ctx) => {
    ctx.fillStyle = "#f4f6f8"; ctx.strokeStyle = "#e1e6eb"; ctx.lineWidth = 1;
    for (const band of data.bands) {
      ctx.beginPath(); ctx.roundRect(0, band.top, data.width, band.height, 8); ctx.fill(); ctx.stroke();
    }
  });

  function bandTitle(ctx, band) {
    ctx.font = "600 12.5px " + FONT; ctx.textAlign = "left"; ctx.textBaseline = "middle";
    ctx.fillStyle = "rgba(244,246,248,0.94)";
    ctx.beginPath(); ctx.roundRect(6, band.top + 5, ctx.measureText(band.title).width + 12, 20, 5); ctx.fill();
    ctx.fillStyle = "#3d4754";
    ctx.fillText(band.title, 12, band.top + 15);
  }

  function word(ctx, text, spot, color) {
    ctx.font = "600 11px " + FONT;
    const width = ctx.measureText(text).width + 10;
    ctx.fillStyle = "rgba(255,255,255,0.94)";
    ctx.beginPath(); ctx.roundRect(spot[0] - width / 2, spot[1] - 7.5, width, 15, 5); ctx.fill();
    ctx.fillStyle = color; ctx.textAlign = "center"; ctx.textBaseline = "middle";
    ctx.fillText(text, spot[0], spot[1] + 0.5);
  }

  network.on("afterDrawing", (ctx) => {
    for (const band of data.bands) bandTitle(ctx, band);
    for (const line of data.lines) {
      const wanted = chosen && chosen.lines.has(line.id);
      const spot = line.spot || (wanted && chosen.lines.size <= 12 ? line.middle : null);
      if (spot && (!chosen || wanted)) word(ctx, line.label, spot, line.look.color);
    }
    frame.dataset.drawn = "true";
  });

  // --- size and zoom -------------------------------------------------------
  function fit() {
    const scale = Math.min(1.2, frame.clientWidth / (data.width + 24));
    const height = Math.max(260, Math.ceil((data.height + 24) * scale));
    frame.style.height = height + "px";
    network.setSize("100%", height + "px");
    network.moveTo({ position: { x: data.width / 2, y: data.height / 2 }, scale: scale });
    network.redraw();
  }
  function zoom(factor) {
    network.moveTo({ scale: Math.min(4, Math.max(0.1, network.getScale() * factor)) });
  }
  window.addEventListener("resize", fit);
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.25));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(0.8));
  document.getElementById("zoom-fit").addEventListener("click", fit);
  clearButton.addEventListener("click", () => { clear(); frame.focus(); });

  // --- the panel -----------------------------------------------------------
  function make(tag, text, className) {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function quoted(evidence) {
    const block = make("blockquote");
    const q = make("q");
    const at = evidence.quote ? evidence.sentence.indexOf(evidence.quote) : -1;
    if (at < 0) {
      q.textContent = evidence.sentence;
    } else {
      q.append(evidence.sentence.slice(0, at), make("mark", evidence.quote),
        evidence.sentence.slice(at + evidence.quote.length));
    }
    block.append(q, make("cite", evidence.place));
    return block;
  }

  function showLine(line) {
    const parts = [make("h3", documents.get(line.source).name)];
    for (const link of line.links) {
      parts.push(make("span", "→ " + link.relation, "relation"));
      if (!link.evidence.length) parts.push(make("p", texts.no_evidence, "hint"));
      parts.push(...link.evidence.map(quoted));
      if (link.more) parts.push(make("p", link.more, "hint"));
    }
    parts.splice(2, 0, make("h3", documents.get(line.target).name));
    chosenBox.replaceChildren(...parts);
  }

  function lineList(title, some, other) {
    if (!some.length) return [];
    const list = make("ul");
    for (const line of some) {
      const button = make("button", line.label + (other === "target" ? " → " : " ← ") + documents.get(line[other]).name);
      button.type = "button";
      button.addEventListener("click", () => chooseLine(line.id));
      const item = make("li");
      item.append(button);
      list.append(item);
    }
    return [make("h3", title), list];
  }

  function showDocument(entry) {
    const facts = make("dl");
    for (const [key, value] of [["issuer", entry.issuer], ["date", entry.date], ["title", entry.title],
      ["level", entry.level], ["state", entry.held ? texts.held : texts.stub], ["identifier", entry.iri]]) {
      if (value) facts.append(make("dt", texts[key]), make("dd", value));
    }
    chosenBox.replaceChildren(make("h3", entry.look.sign + " " + entry.name), facts,
      ...lineList(texts.outgoing, data.lines.filter((line) => line.source === entry.id), "target"),
      ...lineList(texts.incoming, data.lines.filter((line) => line.target === entry.id), "source"));
  }

  // --- choosing ------------------------------------------------------------
  function emphasise() {
    edges.update(data.lines.map((line) => {
      const on = chosen && chosen.lines.has(line.id);
      const opacity = !chosen ? (card.roomy ? 0.85 : 0.3) : on ? 1 : 0.07;
      const width = (card.roomy ? 1 : 0.7) * line.look.width + (on ? 1.4 : 0);
      return { id: line.id, width: width,
        color: { color: line.look.color, highlight: line.look.color, hover: line.look.color, opacity: opacity } };
    }));
    clearButton.hidden = !chosen;
    for (const row of document.querySelectorAll("tr[data-line]")) {
      row.classList.toggle("chosen", Boolean(chosen && chosen.line === row.dataset.line));
    }
  }

  function chooseLine(id) {
    const line = lines.get(id);
    if (!line) return;
    chosen = { line: id, lines: new Set([id]), documents: new Set([line.source, line.target]), centre: null };
    showLine(line);
    emphasise();
  }

  function chooseDocument(id) {
    // Its own lines, and the whole way up from it: the chain it hangs on.
    const found = { line: null, lines: new Set(), documents: new Set([id]), centre: id };
    for (const line of data.lines) {
      if (line.target === id) { found.lines.add(line.id); found.documents.add(line.source); }
    }
    const above = [id];
    const seen = new Set(above);
    while (above.length) {
      const from = above.pop();
      for (const line of data.lines) {
        if (line.source !== from) continue;
        found.lines.add(line.id); found.documents.add(line.target);
        if (!seen.has(line.target)) { seen.add(line.target); above.push(line.target); }
      }
    }
    chosen = found;
    showDocument(documents.get(id));
    emphasise();
  }

  function clear() {
    chosen = null;
    chosenBox.replaceChildren(make("p", texts.panel_hint, "hint"));
    emphasise();
  }

  function step(by) {
    if (!order.length) return;
    const at = chosen && chosen.line ? order.indexOf(chosen.line) : (by > 0 ? -1 : 0);
    chooseLine(order[(at + by + order.length) % order.length]);
  }

  network.on("click", (event) => {
    if (event.nodes.length) chooseDocument(event.nodes[0]);
    else if (event.edges.length) chooseLine(event.edges[0]);
    else clear();
  });
  frame.addEventListener("keydown", (event) => {
    const keys = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), Escape: clear,
      "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": fit };
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  for (const button of document.querySelectorAll("button[data-line]")) {
    button.addEventListener("focus", () => chooseLine(button.dataset.line));
    button.addEventListener("click", () => {
      chooseLine(button.dataset.line);
      frame.scrollIntoView({ block: "nearest" });
    });
  }

  // --- tooltip -------------------------------------------------------------
  function hint(event, head, text) {
    tooltip.replaceChildren(make("strong", head));
    if (text) tooltip.append(make("div", text));
    tooltip.hidden = false;
    const at = event.pointer.DOM;
    tooltip.style.left = Math.max(4, Math.min(at.x + 14, frame.clientWidth - tooltip.offsetWidth - 8)) + "px";
    tooltip.style.top = Math.max(4, Math.min(at.y + 16, frame.clientHeight - tooltip.offsetHeight - 8)) + "px";
  }
  network.on("hoverEdge", (event) => {
    const line = lines.get(event.edge);
    const first = line.links.map((link) => link.evidence[0]).find(Boolean);
    hint(event, documents.get(line.source).number + " → " + line.label + " → " + documents.get(line.target).number,
      first ? "“" + first.sentence + "”" : texts.no_evidence);
  });
  network.on("hoverNode", (event) => {
    const entry = documents.get(event.node);
    hint(event, entry.name, [entry.issuer, entry.date, entry.title, entry.held ? texts.held : texts.stub]
      .filter(Boolean).join(" · "));
  });
  network.on("blurEdge", () => { tooltip.hidden = true; });
  network.on("blurNode", () => { tooltip.hidden = true; });

  // --- legend --------------------------------------------------------------
  for (const canvas of document.querySelectorAll("canvas.swatch")) {
    const ctx = canvas.getContext("2d");
    const look = canvas.dataset;
    ctx.scale(2, 2);
    plate(ctx, look, 17, 9, look.centre ? 20 : 30, look.centre ? 8 : 15,
      { held: !look.stub, centre: Boolean(look.centre) });
  }

  fit();
  emphasise();
})();
