// An article as rich text: ProseMirror over the blocks that the server made of the Markdown (RichText.java). Loaded when somebody opens it.
// Blocks that nobody touches keep their Markdown, found again by being the same node; the others go to the server as HTML.
const FILE = /^\/help\/files\//;
const FILM = /\.(?:mp4|webm)$/i;
const SAFE = /^(?:(?:https?|mailto|tel):|\/(?!\/)|#)/i;
const ADDRESS = /^(?:https?|mailto|tel):\S+$|^\/(?!\/)\S*$|^#\S*$/i;
const RICH = /<(?:b|strong|em|i|a|h[1-6]|ul|ol|table|img|pre|blockquote|p)\b|mso-list|font-weight:\s*(?:bold|[67]00)/i;
const COUNTED = ["LI", "TD", "TH", "TR", "IMG", "BR", "HR", "A", "CODE", "BLOCKQUOTE"];
const KINDS = ["note", "tip", "important", "warning", "caution"];

const say = (key, ...gaps) => millrace.say(`article.rich.${key}`, ...gaps);

const element = (tag, properties, ...inner) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inner);
  return made;
};

function schemaOf(pm, shown) {
  const paragraph = { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] };
  const cells = pm.tableNodes({
    tableGroup: "block",
    cellContent: "inline*",
    cellAttributes: { align: { default: null, getFromDOM: (cell) => cell.getAttribute("align"), setDOMAttr: (value, attrs) => value && (attrs.align = value) } },
  });
  cells.table.toDOM = () => ["div", { class: "table-scroll" }, ["table", ["tbody", 0]]];
  const list = (tag, more = {}) => ({
    content: "list_item+",
    group: "block",
    attrs: { tight: { default: true }, ...more },
    parseDOM: [{ tag, getAttrs: (dom) => ({ tight: !dom.querySelector(":scope > li > p"), ...(tag === "ol" ? { start: Number(dom.getAttribute("start") || 1) } : {}) }) }],
    toDOM: (node) => [tag, { ...(node.attrs.start > 1 && { start: node.attrs.start }), ...(node.attrs.tight && { "data-tight": "yes" }) }, 0],
  });
  const nodes = {
    doc: { content: "(block | kept)+" },
    paragraph,
    text: { group: "inline" },
    callout: {
      content: "callout_title block*",
      group: "block",
      defining: true,
      attrs: { kind: { default: "note" } },
      parseDOM: [{ tag: "blockquote.callout", priority: 60, getAttrs: (dom) => ({ kind: KINDS.find((kind) => dom.classList.contains(`callout--${kind}`)) || "note" }) }],
      toDOM: (node) => ["blockquote", { class: `callout callout--${node.attrs.kind}` }, 0],
    },
    callout_title: { content: "text*", marks: "", defining: true, parseDOM: [{ tag: "p.callout__title", priority: 60 }], toDOM: () => ["p", { class: "callout__title" }, 0] },
    blockquote: { content: "block+", group: "block", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
    heading: {
      content: "(text | image)*",
      group: "block",
      defining: true,
      attrs: { level: { default: 2 } },
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
      toDOM: (node) => [`h${Math.min(6, Math.max(2, node.attrs.level + shown.deeper))}`, 0],
    },
    code_block: {
      content: "text*",
      marks: "",
      group: "block",
      code: true,
      defining: true,
      attrs: { language: { default: "" } },
      parseDOM: [{ tag: "pre", preserveWhitespace: "full", getAttrs: (dom) => ({ language: dom.querySelector("code")?.className.match(/language-([\w+#-]+)/)?.[1] || "" }) }],
      toDOM: (node) => ["pre", ["code", node.attrs.language ? { class: `language-${node.attrs.language}` } : {}, 0]],
    },
    bullet_list: list("ul"),
    ordered_list: list("ol", { start: { default: 1 } }),
    list_item: { content: "block+", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
    horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
    ...cells,
    kept: { atom: true, selectable: true, isolating: true, attrs: { source: { default: "" } }, toDOM: (node) => ["pre", node.attrs.source] },
    image: {
      inline: true,
      group: "inline",
      draggable: true,
      attrs: { src: {}, alt: { default: "" }, title: { default: "" } },
      parseDOM: [{ tag: "img[src]", getAttrs: (dom) => ({ src: dom.getAttribute("src"), alt: dom.getAttribute("alt") || "", title: dom.getAttribute("title") || "" }) }],
      toDOM: ({ attrs }) => (FILE.test(attrs.src) ? (FILM.test(attrs.src) ? ["video", { src: attrs.src, controls: "", preload: "metadata", "aria-label": attrs.alt }] : ["img", attrs]) : ["span", { class: "rich__elsewhere" }, attrs.alt || attrs.src]),
    },
    hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  };
  const mark = (tag, ...also) => ({ parseDOM: [tag, ...also].map((one) => ({ tag: one })), toDOM: () => [tag, 0] });
  const marks = {
    link: {
      attrs: { href: {}, title: { default: "" } },
      inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (dom) => SAFE.test(dom.getAttribute("href")) && { href: dom.getAttribute("href"), title: dom.getAttribute("title") || "" } }],
      toDOM: ({ attrs }) => ["a", { href: attrs.href, ...(attrs.title && { title: attrs.title }) }, 0],
    },
    em: mark("em", "i"),
    strong: mark("strong", "b"),
    strike: mark("del", "s"),
    code: { ...mark("code"), code: true },
    kbd: mark("kbd"),
    sub: mark("sub"),
    sup: mark("sup"),
  };
  return new pm.Schema({ nodes, marks });
}

export class RichText {
  #loaded = [];
  #markdown = "";
  #converted = 0;
  #version = 0;
  #places = new Set();

  constructor(pm, { place, tools, context, language, changed, take, convert, read }) {
    Object.assign(this, { pm, tools, context, changed, take, convert, read });
    this.shown = { deeper: 0 };
    this.schema = schemaOf(pm, this.shown);
    this.inert = document.implementation.createHTMLDocument(""); // what is made in it loads nothing
    const live = pm.DOMSerializer.fromSchema(this.schema);
    this.sent = new pm.DOMSerializer(
      {
        ...live.nodes,
        heading: (node) => [`h${node.attrs.level}`, 0],
        image: ({ attrs }) => ["img", { src: attrs.src, alt: attrs.alt, ...(attrs.title && { title: attrs.title }) }],
        table: () => ["table", ["tbody", 0]],
      },
      live.marks,
    );
    this.view = new pm.EditorView(place, {
      state: this.#state(this.schema.node("doc", null, [this.schema.node("paragraph")])),
      attributes: { class: "prose article-prose rich__text", role: "textbox", "aria-multiline": "true", "aria-label": say("text"), "aria-describedby": "rich-hint", lang: language, dir: "auto", spellcheck: "true" },
      nodeViews: { kept: (node) => this.#kept(node) },
      dispatchTransaction: (transaction) => this.#apply(transaction),
      // What comes from elsewhere is read by the server.
      transformPastedHTML: (html) => (html.includes("data-pm-slice") ? html : ""),
      handlePaste: (_, event) => this.#paste(event),
      handleDrop: (view, event) => this.#drop(event),
      handleDOMEvents: {
        click: (_, event) => event.target.closest("a") && event.preventDefault(),
        mousedown: (_, event) => this.#below(event),
        input: (_, event) => event.stopPropagation(),
        keydown: (_, event) => this.#left(event),
      },
    });
    this.#bars();
  }

  // The document

  load(opened, markdown) {
    const parser = this.pm.DOMParser.fromSchema(this.schema);
    const levels = opened.blocks.flatMap(({ fixed, html }) => (fixed ? [] : [...html.matchAll(/<h([1-6])>/g)].map((found) => Number(found[1]))));
    this.shown.deeper = levels.length ? 2 - Math.min(...levels) : 0;
    this.htmls = new Map();
    const blocks = opened.blocks.map((block) => {
      const node = block.fixed ? undefined : this.#editable(block.html, parser);
      if (node) return { ...block, node };
      this.htmls.set(block.source ?? "", block.fixed ? block.html : "");
      // HTML is Markdown, too.
      return block.source === null ? { ...block, node: this.#anyhow(block.html, parser) || this.schema.node("kept", { source: block.html }) } : { ...block, fixed: true, node: this.schema.node("kept", { source: block.source }) };
    });
    this.after = opened.after;
    this.#markdown = markdown;
    this.#loaded = blocks;
    this.view.updateState(this.#state(this.schema.node("doc", null, blocks.length ? blocks.map(({ node }) => node) : [this.schema.node("paragraph")])));
    this.begun = this.view.state.doc;
    this.#converted = this.#version;
    this.#show();
  }

  /** Undefined where the editor would lose something of it. */
  #editable(html, parser) {
    const node = this.#anyhow(html, parser);
    return node && this.#outline(this.#element(html)) === this.#outline(this.#element(this.#html(node))) ? node : undefined;
  }

  #anyhow(html, parser) {
    const doc = parser.parse(this.#element(html));
    return doc.childCount === 1 ? doc.firstChild : undefined;
  }

  #element(html) {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    for (const code of body.querySelectorAll("pre > code")) code.textContent = code.textContent.replace(/\n$/, "");
    return body;
  }

  #outline(body) {
    const tags = [...body.querySelectorAll("*")].map((one) => one.tagName).filter((tag) => !["TBODY", "THEAD", "P"].includes(tag));
    const counts = COUNTED.map((tag) => tag + (tag === "A" || tag === "CODE" ? "" : tags.filter((one) => one === tag).length));
    return JSON.stringify([body.textContent.replace(/\s+/g, ""), [...new Set(tags)].sort(), counts]);
  }

  #html(node) {
    const place = this.inert.createElement("div");
    place.append(this.sent.serializeNode(node, { document: this.inert }));
    for (const code of place.querySelectorAll("pre > code")) code.append("\n");
    for (const title of place.querySelectorAll("p.callout__title:empty")) title.remove();
    return place.innerHTML;
  }

  get version() {
    return this.#version;
  }

  /** Whether the Markdown does not say yet what stands here. */
  get pending() {
    return this.#version !== this.#converted;
  }

  settled(version) {
    this.#converted = version;
  }

  /** The Markdown it was opened with, while nothing is different from then. */
  get untouched() {
    return this.view.state.doc.eq(this.begun) ? this.#markdown : undefined;
  }

  /** For the server, which makes Markdown of it. */
  get written() {
    const doc = this.view.state.doc;
    const free = new Set(this.#loaded.keys());
    const same = [];
    doc.forEach((node) => {
      const nth = this.#loaded.findIndex((block, n) => free.has(n) && block.node === node);
      if (nth >= 0) free.delete(nth);
      same.push(nth);
    });
    // What was undone is equal, but another node.
    doc.forEach((node, _, n) => {
      if (same[n] >= 0) return;
      same[n] = this.#loaded.findIndex((block, nth) => free.has(nth) && block.node?.eq(node));
      free.delete(same[n]);
    });
    const pieces = [];
    doc.forEach((node, _, n) => {
      const block = this.#loaded[same[n]];
      const follows = n === 0 ? same[n] === 0 : same[n] === same[n - 1] + 1 && this.#loaded[same[n - 1]]?.source != null;
      if (block?.source != null) pieces.push({ before: follows ? block.before : null, source: block.source });
      else if (node.type.name === "kept") pieces.push({ source: node.attrs.source });
      else pieces.push({ html: this.#html(node) });
    });
    return { pieces, after: this.after };
  }

  // The view

  #state(doc) {
    const { pm } = this;
    return pm.EditorState.create({
      doc,
      plugins: [this.#rules(), ...this.#keys(), pm.history(), pm.dropCursor({ class: "rich__drop", color: false }), pm.gapCursor(), pm.tableEditing(), this.#hints(), this.#heads()],
    });
  }

  #apply(transaction) {
    this.view.updateState(this.view.state.apply(transaction));
    for (const place of this.#places) {
      // What is typed where something will be put stays behind it.
      place.to = transaction.mapping.map(place.to, place.from === place.to ? -1 : 1);
      place.from = transaction.mapping.map(place.from, -1);
    }
    if (transaction.docChanged) {
      this.#version++;
      this.changed();
    }
    this.#show();
  }

  /** What it says when it is empty. */
  #hints() {
    const { Plugin, Decoration, DecorationSet } = this.pm;
    return new Plugin({
      props: {
        decorations: ({ doc }) => {
          const found = [];
          if (doc.childCount === 1 && doc.firstChild.type.name === "paragraph" && !doc.firstChild.content.size) found.push(Decoration.node(0, doc.firstChild.nodeSize, { class: "rich__empty", "data-hint": say("begin") }));
          doc.descendants((node, at) => {
            if (node.type.name === "callout_title" && !node.content.size) found.push(Decoration.node(at, at + node.nodeSize, { class: "rich__empty", "data-hint": say("calloutTitle") }));
            return !node.isTextblock;
          });
          return DecorationSet.create(doc, found);
        },
      },
    });
  }

  /** In Markdown the first row of a table is its head, and no other is. */
  #heads() {
    const { table_header: head, table_cell: cell } = this.schema.nodes;
    return new this.pm.Plugin({
      appendTransaction: (transactions, _, { doc, tr }) => {
        if (!transactions.some((one) => one.docChanged)) return null;
        doc.descendants((table, at) => {
          if (table.type.name !== "table") return !table.isTextblock;
          table.forEach((row, rowAt, nth) =>
            row.forEach((one, cellAt) => {
              const meant = nth === 0 ? head : cell;
              if (one.type !== meant) tr.setNodeMarkup(at + 1 + rowAt + 1 + cellAt, meant, one.attrs);
            }),
          );
          return false;
        });
        return tr.docChanged ? tr : null;
      },
    });
  }

  #kept(node) {
    const html = this.htmls.get(node.attrs.source);
    const body = element("div", { className: "rich__kept-body" });
    body.inert = true;
    if (html?.trim()) body.innerHTML = html; // the server made it harmless
    else body.append(element("pre", { textContent: node.attrs.source }));
    const dom = element("div", { className: "rich__kept", contentEditable: "false" }, element("span", { className: "rich__kept-label tiny", textContent: say("kept") }), body);
    return { dom, ignoreMutation: () => true };
  }

  /** ProseMirror would keep these for itself: one leaves the text, the other is the page's. */
  #left(event) {
    if (event.isComposing) return false;
    if (event.key === "Escape") this.view.dom.blur();
    return event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
  }

  /** A click below the last block begins a paragraph there. */
  #below(event) {
    const last = this.view.dom.lastElementChild;
    if (event.target !== this.view.dom || !last || event.clientY <= last.getBoundingClientRect().bottom) return false;
    return this.#after(this.view.state, this.view.dispatch, true);
  }

  #after = (state, dispatch, anywhere = false) => {
    const { doc, selection } = state;
    if (doc.lastChild.type.name === "paragraph" || (!anywhere && (selection.$to.index(0) !== doc.childCount - 1 && selection.to !== doc.content.size))) return false;
    if (!anywhere && selection.$to.depth && !this.view.endOfTextblock("down")) return false;
    if (!anywhere && this.pm.isInTable(state) && selection.$to.index(1) !== doc.lastChild.childCount - 1) return false;
    const tr = state.tr.insert(doc.content.size, this.schema.node("paragraph"));
    dispatch?.call(this.view, tr.setSelection(this.pm.Selection.atEnd(tr.doc)).scrollIntoView());
    return true;
  };

  // Keys

  #keys() {
    const { pm, schema } = this;
    const { list_item: item, hard_break: line } = schema.nodes;
    const run = (name) => () => (this.run(name), true);
    const newLine = (state, dispatch) => {
      const { $from } = state.selection;
      if ($from.parent.type.spec.code) return false;
      if (!$from.parent.type.contentMatch.matchType(line)) return true;
      dispatch?.(state.tr.replaceSelectionWith(line.create()).scrollIntoView());
      return true;
    };
    const intoCallout = (state, dispatch) => {
      const { $from, empty } = state.selection;
      if (!empty || $from.parent.type.name !== "callout_title" || $from.parentOffset < $from.parent.content.size) return false;
      const next = state.doc.resolve($from.after()).nodeAfter;
      if (!next?.isTextblock || next.content.size) return false;
      dispatch?.(state.tr.setSelection(pm.TextSelection.create(state.doc, $from.after() + 1)).scrollIntoView());
      return true;
    };
    const inCell = (state, dispatch) => pm.isInTable(state) && newLine(state, dispatch);
    const nextCell = (state, dispatch, view) => {
      if (!pm.isInTable(state)) return false;
      if (pm.goToNextCell(1)(state, dispatch)) return true;
      pm.addRowAfter(state, dispatch);
      return pm.goToNextCell(1)(view.state, dispatch);
    };
    return [
      pm.keymap({
        Enter: pm.chainCommands(inCell, intoCallout, pm.splitListItem(item)),
        "Shift-Enter": newLine,
        Tab: pm.chainCommands(nextCell, pm.sinkListItem(item)),
        "Shift-Tab": pm.chainCommands(pm.goToNextCell(-1), pm.liftListItem(item)),
        ArrowDown: (state, dispatch) => this.#after(state, dispatch),
        Backspace: pm.undoInputRule,
        "Mod-z": pm.undo,
        "Mod-y": pm.redo,
        "Shift-Mod-z": pm.redo,
        "Mod-b": run("bold"),
        "Mod-i": run("italic"),
        "Mod-e": run("code"),
        "Mod-h": run("heading"),
        "Shift-Mod-x": run("strike"),
        "Shift-Mod-7": run("steps"),
        "Shift-Mod-8": run("list"),
        "Alt-F10": () => (this.tools.querySelector('[tabindex="0"]')?.focus(), true),
      }),
      pm.keymap(pm.baseKeymap),
    ];
  }

  #rules() {
    const { pm, schema } = this;
    const { nodes } = schema;
    return pm.inputRules({
      rules: [
        pm.textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, (found) => ({ level: Math.max(2, found[1].length) - this.shown.deeper })),
        pm.textblockTypeInputRule(/^```$/, nodes.code_block),
        pm.wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
        pm.wrappingInputRule(/^\s*[-*+]\s$/, nodes.bullet_list),
        pm.wrappingInputRule(/^(\d{1,6})\.\s$/, nodes.ordered_list, (found) => ({ start: Number(found[1]) }), (found, node) => node.childCount + node.attrs.start === Number(found[1])),
      ],
    });
  }

  // Tools

  #around(name, state = this.view.state) {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return { node: $from.node(depth), at: $from.before(depth), depth };
    return undefined;
  }

  #level(level) {
    const { parent } = this.view.state.selection.$from;
    return parent.type.name === "heading" && parent.attrs.level + this.shown.deeper === level;
  }

  #marked(name) {
    const { from, to, empty, $from } = this.view.state.selection;
    const mark = this.schema.marks[name];
    return empty ? !!mark.isInSet(this.view.state.storedMarks || $from.marks()) : this.view.state.doc.rangeHasMark(from, to, mark);
  }

  #active = {
    bold: () => this.#marked("strong"),
    italic: () => this.#marked("em"),
    strike: () => this.#marked("strike"),
    code: () => this.#marked("code"),
    heading: () => this.#level(2),
    subheading: () => this.#level(3),
    list: () => this.#list() === "bullet_list",
    steps: () => this.#list() === "ordered_list",
    quote: () => !!this.#around("blockquote"),
    callout: () => !!this.#around("callout"),
    codeblock: () => !!this.#around("code_block"),
    link: () => !!this.#link(),
  };

  #list() {
    const { $from } = this.view.state.selection;
    for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name.endsWith("_list")) return $from.node(depth).type.name;
    return undefined;
  }

  /** What a button does, by its data-mark. */
  run(name) {
    const { pm, schema, view } = this;
    const { nodes, marks } = schema;
    const act = (command) => command(view.state, view.dispatch, view);
    const block = (type, attrs, on) => act(pm.setBlockType(on ? nodes.paragraph : type, on ? null : attrs));
    const acts = {
      bold: () => act(pm.toggleMark(marks.strong)),
      italic: () => act(pm.toggleMark(marks.em)),
      strike: () => act(pm.toggleMark(marks.strike)),
      code: () => act(pm.toggleMark(marks.code)),
      heading: () => block(nodes.heading, { level: 2 - this.shown.deeper }, this.#level(2)),
      subheading: () => block(nodes.heading, { level: 3 - this.shown.deeper }, this.#level(3)),
      list: () => this.#toggleList("bullet_list"),
      steps: () => this.#toggleList("ordered_list"),
      quote: () => act(this.#around("blockquote") ? pm.lift : pm.wrapIn(nodes.blockquote)),
      callout: () => this.#toggleCallout(),
      codeblock: () => block(nodes.code_block, {}, !!this.#around("code_block")),
      table: () => this.#table(),
      rule: () => this.#insert(nodes.horizontal_rule.create()),
      undo: () => act(pm.undo),
      redo: () => act(pm.redo),
      link: () => this.#askLink(),
      rowBefore: () => act(pm.addRowBefore),
      rowAfter: () => act(pm.addRowAfter),
      columnBefore: () => act(pm.addColumnBefore),
      columnAfter: () => act(pm.addColumnAfter),
      dropRow: () => (this.#around("table")?.node.childCount === 1 ? act(pm.deleteTable) : act(pm.deleteRow)),
      dropColumn: () => (this.#around("table")?.node.firstChild.childCount === 1 ? act(pm.deleteTable) : act(pm.deleteColumn)),
      dropTable: () => act(pm.deleteTable),
      unlink: () => this.#setLink(""),
      dropPicture: () => view.dispatch(view.state.tr.deleteSelection()),
    };
    acts[name]();
    if (name !== "link") view.focus();
  }

  #toggleList(name) {
    const { pm, schema, view } = this;
    const now = this.#list();
    if (now === name) return pm.liftListItem(schema.nodes.list_item)(view.state, view.dispatch);
    if (!now) return pm.wrapInList(schema.nodes[name])(view.state, view.dispatch);
    const around = this.#around(now);
    return view.dispatch(view.state.tr.setNodeMarkup(around.at, schema.nodes[name], { tight: around.node.attrs.tight }));
  }

  #toggleCallout() {
    const { pm, schema, view } = this;
    const { state } = view;
    const around = this.#around("callout");
    if (around) {
      const inner = [];
      around.node.forEach((node) => (node.type.name === "callout_title" ? node.content.size && inner.push(schema.node("paragraph", null, node.content)) : inner.push(node)));
      const tr = state.tr.replaceWith(around.at, around.at + around.node.nodeSize, inner.length ? inner : [schema.node("paragraph")]);
      return view.dispatch(tr.setSelection(pm.Selection.near(tr.doc.resolve(around.at + 1))).scrollIntoView());
    }
    const range = state.selection.$from.blockRange(state.selection.$to);
    if (!range || !range.parent.type.contentMatch.matchType(schema.nodes.callout) || range.parent.type.name === "callout_title") return undefined;
    const inner = [];
    for (let n = range.startIndex; n < range.endIndex; n++) inner.push(range.parent.child(n));
    if (inner.some((node) => ["kept", "list_item"].includes(node.type.name))) return undefined;
    const callout = schema.node("callout", null, [schema.node("callout_title"), ...inner]);
    const tr = state.tr.replaceWith(range.start, range.end, callout);
    return view.dispatch(tr.setSelection(pm.TextSelection.create(tr.doc, range.start + 2)).scrollIntoView());
  }

  #table() {
    const { schema } = this;
    const head = (n) => schema.node("table_header", null, [schema.text(`${millrace.say("article.column")} ${n}`)]);
    const row = () => schema.node("table_row", null, [1, 2].map(() => schema.node("table_cell")));
    const at = this.#insert(schema.node("table", null, [schema.node("table_row", null, [head(1), head(2)]), row(), row()]));
    const { state } = this.view;
    const end = at + 3 + state.doc.nodeAt(at + 2).content.size;
    this.view.dispatch(state.tr.setSelection(this.pm.TextSelection.create(state.doc, at + 3, end)).scrollIntoView());
  }

  /** A block of its own: instead of an empty paragraph, otherwise below the block the caret is in. */
  #insert(node) {
    const { state } = this.view;
    const { $from, $to } = state.selection;
    let depth = $to.depth;
    while (depth > 0 && !$to.node(depth - 1).type.contentMatch.matchType(node.type) && !$to.node(depth - 1).canReplaceWith($to.indexAfter(depth - 1), $to.indexAfter(depth - 1), node.type)) depth--;
    const alone = $from.sameParent($to) && $to.parent.type.name === "paragraph" && !$to.parent.content.size && depth === $to.depth;
    const at = depth === 0 ? $to.pos : alone ? $to.before(depth) : $to.after(depth);
    const end = alone && depth ? $to.after(depth) : at;
    const tr = state.tr.replaceWith(at, end, node);
    const behind = at + node.nodeSize;
    if (behind >= tr.doc.content.size || !tr.doc.resolve(behind).nodeAfter) tr.insert(behind, this.schema.node("paragraph"));
    this.view.dispatch(tr.setSelection(this.pm.Selection.near(tr.doc.resolve(behind), 1)).scrollIntoView());
    return at;
  }

  // Bars: what is pressed, and what there is to set where the caret is

  #bars() {
    this.inputs = Object.fromEntries([...this.context.querySelectorAll("[data-set]")].map((one) => [one.dataset.set, one]));
    this.context.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
    this.tools.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
    this.context.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (button) this.run(button.dataset.do);
    });
    this.context.addEventListener("input", (event) => event.stopPropagation());
    this.context.addEventListener("change", (event) => {
      event.stopPropagation();
      this.#set(event.target.dataset.set, event.target.value);
    });
    this.context.addEventListener("keydown", (event) => {
      if (!event.target.dataset.set || event.target.matches("select")) {
        if (event.key === "Escape") this.#back(event);
        return;
      }
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
        this.#set(event.target.dataset.set, event.target.value);
        this.#back(event);
      } else if (event.key === "Escape") this.#back(event);
    });
  }

  #back(event) {
    event.preventDefault();
    event.stopPropagation();
    this.asking = false;
    this.view.focus();
    this.#show();
  }

  #set(what, value) {
    const { view, pm } = this;
    const { state } = view;
    if (what === "link") return this.#setLink(value.trim());
    if (what === "alt" && state.selection.node?.type.name === "image") {
      const at = state.selection.from;
      const tr = state.tr.setNodeMarkup(at, null, { ...state.selection.node.attrs, alt: value.trim() });
      return view.dispatch(tr.setSelection(pm.NodeSelection.create(tr.doc, at)));
    }
    const around = this.#around(what === "kind" ? "callout" : "code_block");
    if (around && what === "kind") view.dispatch(state.tr.setNodeMarkup(around.at, null, { kind: value }));
    if (around && what === "language") view.dispatch(state.tr.setNodeMarkup(around.at, null, { language: value.replace(/[^\w+#-]/g, "").slice(0, 30) }));
    return undefined;
  }

  /** The link the caret is in, as far as it goes. */
  #link() {
    const { $from, from, to, empty } = this.view.state.selection;
    const type = this.schema.marks.link;
    const at = empty ? $from : this.view.state.doc.resolve(Math.min(from + 1, to));
    const parent = at.parent;
    if (!parent.isTextblock) return undefined;
    const index = Math.min(at.index(), parent.childCount - 1);
    const mark = index >= 0 && (type.isInSet(parent.child(index).marks) || (at.textOffset === 0 && index > 0 && type.isInSet(parent.child(index - 1).marks)));
    if (!mark) return undefined;
    let first = mark.isInSet(parent.child(index).marks) ? index : index - 1;
    let last = first;
    while (first > 0 && mark.isInSet(parent.child(first - 1).marks)) first--;
    while (last + 1 < parent.childCount && mark.isInSet(parent.child(last + 1).marks)) last++;
    let start = at.start();
    for (let n = 0; n < first; n++) start += parent.child(n).nodeSize;
    let end = start;
    for (let n = first; n <= last; n++) end += parent.child(n).nodeSize;
    return { mark, from: start, to: end };
  }

  #askLink() {
    this.asking = true;
    this.#show();
    this.inputs.link.focus();
    this.inputs.link.select();
  }

  #setLink(typed) {
    const { view } = this;
    const type = this.schema.marks.link;
    const { state } = view;
    const found = this.#link();
    const { from, to, empty } = state.selection;
    this.asking = false;
    const address = !typed || ADDRESS.test(typed) ? typed : /^[^\s@/]+@[^\s@/]+$/.test(typed) ? `mailto:${typed}` : /^[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?$/.test(typed) ? `https://${typed}` : undefined;
    if (address === undefined) return millrace.toast(say("noAddress"));
    const place = found || { from, to };
    const tr = state.tr;
    if (!found && empty) {
      if (address) tr.insert(from, this.schema.text(typed, [type.create({ href: address })]));
    } else {
      tr.removeMark(place.from, place.to, type);
      if (address) tr.addMark(place.from, place.to, type.create({ href: address, title: found?.mark.attrs.title || "" }));
    }
    view.dispatch(tr);
    return this.#show();
  }

  #show() {
    const { view, pm } = this;
    const { state } = view;
    for (const button of this.tools.querySelectorAll("button[data-mark]")) {
      const active = this.#active[button.dataset.mark];
      if (active) button.setAttribute("aria-pressed", String(active()));
      if (button.dataset.mark === "undo") button.disabled = !pm.undoDepth(state);
      if (button.dataset.mark === "redo") button.disabled = !pm.redoDepth(state);
    }
    const link = this.#link();
    const picture = state.selection.node?.type.name === "image" ? state.selection.node : undefined;
    const callout = this.#around("callout");
    const code = this.#around("code_block");
    const shown = { link: !!link || this.asking, picture: !!picture, table: pm.isInTable(state), callout: !!callout, codeblock: !!code };
    for (const group of this.context.querySelectorAll("[data-for]")) group.hidden = !shown[group.dataset.for];
    this.context.hidden = !Object.values(shown).some(Boolean);
    const put = (name, value) => document.activeElement !== this.inputs[name] && (this.inputs[name].value = value);
    put("link", link?.mark.attrs.href || "");
    put("alt", picture?.attrs.alt || "");
    put("kind", callout?.node.attrs.kind || "note");
    put("language", code?.node.attrs.language || "");
    this.context.querySelector('[data-do="unlink"]').hidden = !link;
  }

  // What comes from elsewhere

  focus() {
    this.view.focus();
  }

  /** A place that stays where it is while somebody goes on typing. */
  #place(from = this.view.state.selection.from, to = this.view.state.selection.to) {
    const place = { from, to, version: this.#version };
    this.#places.add(place);
    return place;
  }

  /** Where the caret is now, for what takes a while. */
  hold() {
    return this.#place();
  }

  release(place) {
    this.#places.delete(place);
  }

  addLink(address, name, place) {
    const { view } = this;
    const { from, to } = place || view.state.selection;
    this.#places.delete(place);
    const mark = this.schema.marks.link.create({ href: address });
    const tr = view.state.tr;
    if (from === to) tr.insert(from, this.schema.text(name, [mark]));
    else tr.addMark(from, to, mark);
    const end = from === to ? from + name.length : to;
    view.dispatch(tr.setSelection(this.pm.TextSelection.create(tr.doc, end)).removeStoredMark(mark));
    view.focus();
  }

  addFile({ path, words, shown }, place) {
    const { view, schema } = this;
    const at = Math.min((place || view.state.selection).to, view.state.doc.content.size);
    const node = shown ? schema.node("image", { src: path, alt: words }) : schema.text(words, [schema.marks.link.create({ href: path })]);
    const tr = view.state.tr;
    const parent = tr.doc.resolve(at).parent;
    if (parent.isTextblock && parent.type.contentMatch.matchType(node.type) && !parent.type.spec.code) tr.insert(at, node);
    else tr.insert(tr.doc.resolve(at).depth ? tr.doc.resolve(at).after(1) : at, schema.node("paragraph", null, [node]));
    // Then there is its description to be written, unless somebody has gone on writing.
    const isAwaited = shown && place?.version === this.#version;
    tr.doc.descendants((one, position) => {
      if (isAwaited && one.type.name === "image" && one.attrs.src === path) tr.setSelection(this.pm.NodeSelection.create(tr.doc, position));
    });
    view.dispatch(tr.scrollIntoView());
  }

  #drop(event) {
    const data = event.dataTransfer;
    const html = data?.getData("text/html");
    if (this.view.dragging || !data || (!data.files.length && !html)) return false;
    event.preventDefault();
    const at = this.view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? this.view.state.selection.to;
    const place = this.#place(at, at);
    if (data.files.length) this.take(data.files, place);
    else this.#putIn(html, data.getData("text/plain"), place);
    return true;
  }

  #paste(event) {
    const data = event.clipboardData;
    if (!data) return false;
    const html = data.getData("text/html");
    const text = data.getData("text/plain");
    const { selection } = this.view.state;
    if (selection.$from.parent.type.spec.code || html.includes("data-pm-slice")) return false;
    if (!selection.empty && /^https?:\/\/\S+$/.test(text.trim())) {
      this.#setLink(text.trim());
      return true;
    }
    if (html && RICH.test(html)) {
      if (!selection.empty) this.view.dispatch(this.view.state.tr.deleteSelection());
      this.#putIn(html, text, this.#place());
      return true;
    }
    if (data.files.length) this.take(data.files, this.#place());
    else if (html) this.view.pasteText(text);
    else return false;
    return true;
  }

  /** As the server reads it, where it was pasted, whatever is typed meanwhile. */
  async #putIn(html, text, place) {
    const markdown = await this.convert(html);
    const opened = markdown === undefined ? undefined : await this.read(markdown);
    this.#places.delete(place);
    const { view, pm } = this;
    const tr = view.state.tr;
    if (!opened) {
      millrace.toast(say("pastedPlain"));
      tr.insertText(text, place.from, place.to);
    } else {
      const parser = pm.DOMParser.fromSchema(this.schema);
      const body = this.#element(opened.blocks.map((block) => block.html).join(""));
      tr.replaceRange(place.from, place.to, parser.parseSlice(body, { context: tr.doc.resolve(place.from) }));
    }
    view.dispatch(tr.scrollIntoView());
  }

  destroy() {
    this.view.destroy();
  }
}
