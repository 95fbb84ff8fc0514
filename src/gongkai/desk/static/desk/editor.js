// Makes an editor of each text area marked data-rich-text. No inline style, no script from elsewhere, no build.

const ALIGN = ["align-center", "align-right"];
const SIDES = { center: "align-center", right: "align-right", end: "align-right" };

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && name !== "form") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};

function alignment({ Extension }) {
  return Extension.create({
    name: "alignment",
    addGlobalAttributes() {
      const parseHTML = (element) =>
        ALIGN.find((name) => element.classList.contains(name)) || SIDES[element.style.textAlign || element.getAttribute("align")] || null;
      const renderHTML = ({ align }) => (align ? { class: align } : {});
      const scope = { default: null, parseHTML: (element) => element.getAttribute("scope"), renderHTML: (its) => (its.scope ? { scope: its.scope } : {}) };
      const indents = (element) => ["indent", "no-indent"].find((name) => element.classList.contains(name)) || null;
      return [
        { types: ["tableHeader"], attributes: { scope } },
        { types: ["paragraph", "heading", "tableCell", "tableHeader"], attributes: { align: { default: null, parseHTML, renderHTML } } },
        { types: ["paragraph", "heading"], attributes: { indent: { default: null, parseHTML: indents, renderHTML: ({ indent }) => (indent ? { class: indent } : {}) } } },
      ];
    },
    addCommands() {
      return {
        setAlign: (align) => ({ commands }) =>
          ["paragraph", "heading"].map((type) => commands.updateAttributes(type, { align })).some(Boolean),
      };
    },
    addKeyboardShortcuts() {
      return {
        "Mod-Shift-e": () => this.editor.commands.setAlign("align-center"),
        "Mod-Shift-r": () => this.editor.commands.setAlign("align-right"),
        "Mod-Shift-l": () => this.editor.commands.setAlign(null),
      };
    },
  });
}

// A body names its pictures by digest; only the screen knows an address for it.
function picture({ Node }, addressOf) {
  return Node.create({
    name: "picture",
    group: "inline",
    inline: true,
    draggable: true,
    addAttributes: () => ({ src: {}, alt: { default: "" }, width: { default: null }, height: { default: null } }),
    parseHTML: () => [
      { tag: "img[src]", getAttrs: (element) => (/^(attachment:[0-9a-f]{64}$|\/p\/)/.test(element.getAttribute("src")) ? null : false) },
    ],
    renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
    addNodeView: () => ({ node }) => {
      const { src, alt, width, height } = node.attrs;
      const dom = make("img", { src: addressOf(src), alt });
      if (width) dom.setAttribute("width", width);
      if (height) dom.setAttribute("height", height);
      return { dom };
    },
  });
}

// A picture with its caption; only the caption is edited.
function figure({ Node }, addressOf) {
  const imageOf = (element) => element.querySelector("img[src^='attachment:'], img[src^='/p/']");
  const of = (name, fallback = null) => ({ default: fallback, parseHTML: (element) => imageOf(element)?.getAttribute(name) ?? fallback });
  return Node.create({
    name: "figure",
    group: "block",
    content: "inline*",
    isolating: true,
    addAttributes: () => ({ src: of("src"), alt: of("alt", ""), width: of("width"), height: of("height") }),
    parseHTML: () => [
      { tag: "figure", getAttrs: (element) => (imageOf(element) ? null : false), contentElement: (element) => element.querySelector("figcaption") || make("p") },
    ],
    renderHTML: ({ HTMLAttributes }) => ["figure", ["img", HTMLAttributes], ["figcaption", 0]],
    addNodeView: () => ({ node }) => {
      const contentDOM = make("figcaption");
      const image = make("img", { src: addressOf(node.attrs.src), alt: node.attrs.alt, contentEditable: "false" });
      return { dom: make("figure", {}, image, contentDOM), contentDOM };
    },
  });
}

// The caption of a table (表题) is asked for in a line of its own and shown by the style sheet.
function table({ Table }) {
  return Table.extend({
    addAttributes() {
      return {
        ...this.parent?.(),
        caption: {
          default: null,
          parseHTML: (element) => element.querySelector(":scope > caption")?.textContent.trim() || null,
          renderHTML: ({ caption }) => (caption ? { "data-caption": caption } : {}),
        },
      };
    },
    parseHTML: () => [
      { tag: "table", contentElement: (element) => { element.querySelector(":scope > caption")?.remove(); return element; } },
    ],
    renderHTML: ({ node }) => ["table", ...(node.attrs.caption ? [["caption", node.attrs.caption]] : []), ["tbody", 0]],
  }).configure({ resizable: false });
}

// 生僻字 with their reading stay as they are; the editor treats each as one sign.
function ruby({ Node }) {
  return Node.create({
    name: "ruby",
    group: "inline",
    inline: true,
    atom: true,
    addAttributes: () => ({ base: { default: "" }, reading: { default: "" } }),
    parseHTML: () => [
      {
        tag: "ruby",
        getAttrs: (element) => {
          const copy = element.cloneNode(true);
          const reading = [...copy.querySelectorAll("rt")].map((rt) => rt.textContent).join("");
          copy.querySelectorAll("rt, rp").forEach((part) => part.remove());
          return { base: copy.textContent, reading };
        },
      },
    ],
    renderHTML: ({ node }) => ["ruby", node.attrs.base, ["rp", "("], ["rt", node.attrs.reading], ["rp", ")"]],
  });
}

function extensions(engine, addressOf) {
  const names = ["Document", "Paragraph", "Text", "HardBreak", "Bold", "Italic", "Underline", "Strike", "Subscript", "Superscript"];
  names.push("Blockquote", "BulletList", "ListItem", "HorizontalRule", "Gapcursor", "Dropcursor", "UndoRedo", "Code", "CodeBlock", "TableRow", "TableHeader", "TableCell");
  const ordered = engine.BulletList.extend({
    name: "orderedList",
    addAttributes: () => ({ start: { default: 1, parseHTML: (element) => element.start ?? 1, renderHTML: ({ start }) => (start === 1 ? {} : { start }) } }),
    parseHTML: () => [{ tag: "ol" }],
    renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
    addCommands: () => ({ toggleOrderedList: () => ({ commands }) => commands.toggleList("orderedList", "listItem", true) }),
    addKeyboardShortcuts() { return { "Mod-Shift-7": () => this.editor.commands.toggleOrderedList() }; },
    addInputRules: () => [],
  });
  const plain = names.map((name) => engine[name]);
  const link = engine.Mark.create({
    name: "link",
    inclusive: false,
    addAttributes: () => ({ href: { default: null } }),
    parseHTML: () => [{ tag: "a[href]", getAttrs: (element) => (safe(element.getAttribute("href")) ? null : false) }],
    renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
  });
  return [
    ...plain, ordered, link, ruby(engine), picture(engine, addressOf), alignment(engine),
    engine.Heading.configure({ levels: [2, 3, 4] }), table(engine), figure(engine, addressOf),
  ];
}

const safe = (address) => /^(https?:\/\/|mailto:|tel:|\/(?![\/\\])|#|[^:\/\\]+$)/i.test(address.trim());

const chain = (editor) => editor.chain().focus();

// label, name for a screen reader, what it does, whether it is on, whether it can be used
const GROUPS = [
  [
    ["撤销", "撤销", (e) => chain(e).undo().run(), null, (e) => e.can().undo()],
    ["重做", "重做", (e) => chain(e).redo().run(), null, (e) => e.can().redo()],
  ],
  [
    ["正文", "正文", (e) => chain(e).setParagraph().run(), (e) => e.isActive("paragraph")],
    ...[2, 3, 4].map((level, at) => [
      `标题${at + 1}`, `${at + 1}级标题`, (e) => chain(e).toggleHeading({ level }).run(), (e) => e.isActive("heading", { level }),
    ]),
  ],
  [
    ["B", "加粗", (e) => chain(e).toggleBold().run(), (e) => e.isActive("bold"), null, "rt-strong"],
    ["I", "倾斜", (e) => chain(e).toggleItalic().run(), (e) => e.isActive("italic"), null, "rt-em"],
    ["U", "下划线", (e) => chain(e).toggleUnderline().run(), (e) => e.isActive("underline"), null, "rt-u"],
    ["链接", "链接", (e, ui) => ui.askLink(), (e) => e.isActive("link")],
  ],
  [
    ["左", "左对齐", (e) => chain(e).setAlign(null).run(), null],
    ["中", "居中", (e) => chain(e).setAlign("align-center").run(), (e) => e.isActive({ align: "align-center" })],
    ["右", "右对齐", (e) => chain(e).setAlign("align-right").run(), (e) => e.isActive({ align: "align-right" })],
  ],
  [
    ["• 列表", "项目列表", (e) => chain(e).toggleBulletList().run(), (e) => e.isActive("bulletList")],
    ["1. 列表", "编号列表", (e) => chain(e).toggleOrderedList().run(), (e) => e.isActive("orderedList")],
    ["引用", "引用", (e) => chain(e).toggleBlockquote().run(), (e) => e.isActive("blockquote")],
  ],
  [
    ["表格", "插入表格", (e) => chain(e).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(), (e) => e.isActive("table")],
    ["图片", "插入图片", (e, ui) => ui.chooseFile(), null, null],
  ],
];

const inTable = (editor) => editor.isActive("table");
const TABLE_GROUP = [
  ["加行", "在下方插入行", "addRowAfter"], ["删行", "删除行", "deleteRow"], ["加列", "在右侧插入列", "addColumnAfter"], ["删列", "删除列", "deleteColumn"],
  ["合并", "合并单元格", "mergeCells"], ["拆分", "拆分单元格", "splitCell"], ["表头", "切换表头行", "toggleHeaderRow"], ["删表", "删除表格", "deleteTable"],
].map(([label, name, command]) => [label, name, (e) => chain(e)[command]().run(), null, (e) => inTable(e) && e.can()[command]()]);
TABLE_GROUP.push(["表题", "表格标题", (e, ui) => ui.askCaption(), null, inTable]);

// One stop for Tab; arrows move inside, as toolbars do (ARIA authoring practices).
function toolbar(editor, ui, label) {
  const buttons = [];
  const groups = [...GROUPS, TABLE_GROUP].map((group) => {
    const box = make("div", { className: "rt-group", role: "group" });
    for (const [text, name, act, isOn, canUse, look] of group) {
      const button = make("button", { type: "button", title: name, "aria-label": name, className: look || "", tabIndex: buttons.length ? -1 : 0 }, text);
      button.addEventListener("click", () => button.getAttribute("aria-disabled") !== "true" && act(editor, ui));
      buttons.push({ button, isOn, canUse });
      box.append(button);
    }
    return box;
  });
  const bar = make("div", { className: "rt-tools", role: "toolbar", "aria-label": label }, ...groups);
  bar.addEventListener("keydown", (event) => {
    const at = buttons.findIndex(({ button }) => button === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === "Escape") editor.commands.focus();
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = buttons[(to + buttons.length) % buttons.length].button;
    buttons.forEach(({ button }) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
  });
  const refresh = () => {
    for (const { button, isOn, canUse } of buttons) {
      if (isOn) button.setAttribute("aria-pressed", String(isOn(editor)));
      if (canUse) button.setAttribute("aria-disabled", String(!canUse(editor)));
    }
  };
  editor.on("transaction", refresh);
  refresh();
  return bar;
}

// A line under the toolbar that asks for one value; Enter takes it, Escape does not.
function question(editor, label, onAnswer) {
  const input = make("input", { type: "text" });
  const take = make("button", { type: "button", className: "button" }, "确定");
  const leave = make("button", { type: "button", className: "button quiet" }, "取消");
  const row = make("div", { className: "rt-row", hidden: true }, make("label", {}, label, input), take, leave);
  const close = () => { row.hidden = true; editor.commands.focus(); };
  const accept = () => { if (onAnswer(input.value.trim()) !== false) close(); };
  take.addEventListener("click", accept);
  leave.addEventListener("click", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "Escape") event.preventDefault();
    if (event.key === "Enter") accept();
    if (event.key === "Escape") close();
  });
  return { row, ask: (value) => { input.value = value; row.hidden = false; input.focus(); } };
}

const tokenOf = (area) => area.dataset.csrf || area.form?.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

async function post(area, url, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": tokenOf(area) }, credentials: "same-origin" });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.error || "服务器没有接受，请稍后再试。");
  return said;
}

// The policy of the site refuses style attributes even while pasted text is read, so they travel under another name
// and are set again by script, which it allows; the editor then reads bold and alignment from them.
const veil = (html) =>
  html.replace(/<style[\s>][\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle(\s*=)/gi, " data-look$1").replace(/[\s/]on[a-z]+(\s*=)/gi, " data-on$1"));

function unveiling({ pm }, schemaOf) {
  return {
    parseSlice(dom, options) {
      dom.querySelectorAll("[data-look]").forEach((element) => { element.style.cssText = element.dataset.look; });
      return pm.model.DOMParser.fromSchema(schemaOf()).parseSlice(dom, options);
    },
  };
}

async function enliven(area) {
  const engine = await import(area.dataset.engine);
  const { uploadUrl, pasteUrl, pictureUrl } = area.dataset;
  const shown = new Map();
  const addressOf = (src) => (src.startsWith("attachment:") ? shown.get(src) || (pictureUrl || "").replace("{digest}", src.slice(11)) : src);
  const box = area.closest(".rich-text");
  const page = make("div", { className: "rt-page" });
  const status = make("div", { className: "rt-status", role: "status" });
  const label = (area.labels?.[0]?.textContent || "正文").trim().replace(/[:：]$/, "");
  const say = (text, bad = false) => { status.textContent = text; status.classList.toggle("is-bad", bad); };

  const insertPicture = async (file) => {
    if (!uploadUrl) return say("这里不能插入图片。", true);
    say(`正在上传“${file.name}”…`);
    try {
      const { src, digest } = await post(area, uploadUrl, { file });
      shown.set(`attachment:${digest}`, src);
      chain(editor).insertContent({ type: "picture", attrs: { src: `attachment:${digest}`, alt: "" } }).run();
      say("图片已插入，请填写说明。");
      alt.ask("");
    } catch (error) { say(error.message, true); }
  };
  const insertOffice = async (html) => {
    say("正在整理粘贴的内容…");
    try {
      const said = await post(area, pasteUrl, { html });
      chain(editor).insertContent(said.html).run();
      say("已粘贴并整理格式，请核对编号和表格。");
    } catch (error) { say(error.message, true); }
  };
  const editor = new engine.Editor({
    element: page,
    injectCSS: false,
    content: asHtml(area.value),
    extensions: extensions(engine, addressOf),
    enableInputRules: false,
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, ...(area.id ? { id: `${area.id}-editor` } : {}) },
      transformPastedHTML: veil,
      clipboardParser: unveiling(engine, () => editor.schema),
      handlePaste: (view, event) => {
        const data = event.clipboardData;
        const html = data.getData("text/html");
        const files = [...data.files].filter((file) => file.type.startsWith("image/"));
        if (pasteUrl && /class="?Mso|mso-|urn:schemas-microsoft|ProgId|WPS/i.test(html)) { insertOffice(html); return true; }
        if (!html && files.length) { files.reduce((before, file) => before.then(() => insertPicture(file)), Promise.resolve()); return true; }
        return false;
      },
    },
    onUpdate: () => {
      area.value = editor.isEmpty ? "" : editor.getHTML();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });

  const choose = make("input", { type: "file", accept: "image/png,image/jpeg,image/gif,image/webp", hidden: true, "aria-label": "选择图片" });
  choose.addEventListener("change", () => { if (choose.files[0]) insertPicture(choose.files[0]); choose.value = ""; });
  const link = question(editor, "网址", (value) => {
    if (!value) return chain(editor).extendMarkRange("link").unsetMark("link").run();
    if (!safe(value)) { say("网址应以 http://、https://、mailto: 或 / 开头。", true); return false; }
    if (editor.state.selection.empty && !editor.isActive("link")) return chain(editor).insertContent({ type: "text", text: value, marks: [{ type: "link", attrs: { href: value } }] }).run();
    return chain(editor).extendMarkRange("link").setMark("link", { href: value }).run();
  });
  const alt = question(editor, "图片说明", (value) => {
    const at = editor.state.selection.$from;
    const before = at.nodeBefore;
    if (before?.type.name === "picture") editor.view.dispatch(editor.state.tr.setNodeAttribute(at.pos - 1, "alt", value));
  });
  const caption = question(editor, "表格标题", (value) => chain(editor).updateAttributes("table", { caption: value || null }).run());
  const ui = { askCaption: () => caption.ask(editor.getAttributes("table").caption || ""), askLink: () => link.ask(editor.getAttributes("link").href || ""), chooseFile: () => choose.click() };
  box.prepend(toolbar(editor, ui, `${label}的格式`), link.row, alt.row, caption.row, choose, page);
  box.append(status);
  box.classList.add("is-live");
  area.labels?.forEach((its) => its.addEventListener("click", () => editor.commands.focus()));
  area.dispatchEvent(new CustomEvent("rich-text:ready", { detail: { editor }, bubbles: true }));
}

// Text without a block tag came from a page without script: a paragraph a line.
function asHtml(text) {
  if (/<(p|h[1-6]|ul|ol|table|blockquote|pre|figure|div|hr)[\s/>]/i.test(text)) return text;
  const box = make("div");
  for (const line of text.split("\n")) if (line.trim()) box.append(make("p", {}, line.trim()));
  return box.innerHTML;
}

for (const area of document.querySelectorAll("textarea[data-rich-text]")) {
  enliven(area).catch((error) => console.error("the editor did not start; the text area stays", error));
}
