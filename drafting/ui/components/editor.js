// A textarea that saves itself. Python's text enters it only when the revision behind it changes.
const QUIET = 400;
const UNANSWERED = 4000;

const build = (parent) => {
  const root = document.createElement("div");
  root.className = "nigao-editor";
  const area = document.createElement("textarea");
  area.className = "nigao-text";
  area.spellcheck = false;
  area.placeholder = "这一节还没有文字。可以直接在这里写，也可以用上面的按钮。";
  const foot = document.createElement("div");
  foot.className = "nigao-foot";
  const state = document.createElement("span");
  state.className = "nigao-state";
  state.setAttribute("role", "status");
  const count = document.createElement("span");
  foot.append(state, count);
  root.append(area, foot);
  parent.append(root);
  return { root, area, state, count };
};

// The same count as the server's: each wide character 1, each run of Latin letters and digits 1.
const WIDE = new RegExp(
  "[\\u00a7\\u00b0\\u00b1\\u00b7\\u00d7\\u00f7\\u1100-\\u115f\\u2010-\\u2027\\u2030-\\u205e\\u2100-\\u2bff\\u2e80-\\u2fff" +
    "\\u3001-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6\\u{1f000}-\\u{1faff}\\u{20000}-\\u{3fffd}]",
  "gu",
);
const BLANK = /[\u0000-\u0020\u007f-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff]+/g;
const characters = (text) => {
  let broad = 0;
  const narrow = text.replace(WIDE, () => ((broad += 1), " ")).replace(BLANK, " ").trim();
  return broad + (narrow ? narrow.split(" ").length : 0);
};

// From a finding in the list to its place in the preview.
const point = (event) => {
  const place = document.getElementById(event.target.closest?.("[data-nigao-finding]")?.dataset.nigaoFinding);
  if (!place) return;
  document.querySelectorAll(".nigao-pointed").forEach((one) => one.classList.remove("nigao-pointed"));
  place.classList.add("nigao-pointed");
  place.scrollIntoView({ block: "center" });
};

class Editor {
  constructor(parent) {
    Object.assign(this, build(parent));
    this.tab = tabId();
    this.composing = false;
    this.sent = null;
    this.area.addEventListener("compositionstart", () => (this.composing = true));
    this.area.addEventListener("compositionend", () => {
      this.composing = false;
      this.typed();
    });
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("blur", () => this.flush());
    this.leave = () => this.flush();
    this.hide = () => document.visibilityState === "hidden" && this.flush();
    window.addEventListener("pagehide", this.leave);
    document.addEventListener("click", point);
    document.addEventListener("visibilitychange", this.hide);
    this.watch = setInterval(() => this.again(), 1000);
  }

  // Python's newest word on the section: a receipt, another section, or a newer text.
  take(data) {
    const { receipt } = data;
    if (this.data && this.data.section !== data.section) {
      this.flush();
      this.data = null;
      this.sent = null;
      this.waiting = null;
    }
    if (receipt && receipt.tab === this.tab) settle(receipt.tab, data.section, receipt.seq);
    const own = this.sent && receipt && receipt.tab === this.tab && receipt.seq >= this.sent.seq;
    if (!this.data) this.open(data);
    else if (own) this.answered(data);
    else if (data.token !== this.data.token && !this.dirty() && !this.sent) this.show(data);
    this.hold(data.locked);
    this.label(data);
  }

  open(data) {
    const waiting = pending().get(PREFIX + this.tab + "." + data.section);
    this.data = data;
    this.root.dataset.nigaoSection = data.section;
    this.synced = data.text;
    this.area.value = waiting ? waiting.text : data.text;
    this.area.scrollTop = 0;
    this.tell(data.saved ? `已保存 ${data.saved}` : "");
    if (waiting) this.send({ ...waiting, seq: nextSequence() });
  }

  show(data) {
    this.data = data;
    this.synced = data.text;
    this.replace(data.text);
    this.tell(data.saved ? `已保存 ${data.saved}` : "");
  }

  answered(data) {
    const { receipt } = data;
    const newer = this.area.value !== this.sent.text;
    const kept = this.sent.text;
    this.sent = null;
    this.waiting = newer ? Date.now() : null;
    if (receipt.conflict) {
      if (newer) return this.save();
      this.show(data);
      const why = data.locked ? "这一节已锁定" : "这一节在别处有了新版本";
      return this.tell(`${why}：您的文字没有丢，已存为右侧的建议稿`);
    }
    this.data = data;
    this.synced = kept;
    if (!newer && !this.composing) {
      if (data.text !== kept) this.replace(data.text);
      this.synced = data.text;
    }
    this.tell(`已保存 ${receipt.at}`);
    if (newer) this.plan();
  }

  // A locked text is for reading.
  hold(locked) {
    if (locked && this.dirty()) this.flush();
    this.area.readOnly = locked;
    this.root.classList.toggle("nigao-locked", locked);
  }

  // Keeps the caret where it was in the unchanged part of the text.
  replace(text) {
    const { area } = this;
    if (area.value === text) return;
    const { selectionStart, selectionEnd, scrollTop } = area;
    const focused = document.activeElement === area;
    area.value = text;
    if (focused) area.setSelectionRange(Math.min(selectionStart, text.length), Math.min(selectionEnd, text.length));
    area.scrollTop = scrollTop;
  }

  dirty() {
    return this.data !== null && this.area.value !== this.synced;
  }

  typed() {
    this.label(this.data);
    if (!this.data) return;
    this.tell("正在输入…");
    post(this.parcel());
    if (!this.composing) this.plan();
  }

  plan() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), QUIET);
  }

  parcel() {
    const { report, section, base, set } = this.data;
    const { tab } = this;
    this.waiting ??= Date.now();
    return { report, section, base, set, text: this.area.value, tab, seq: nextSequence(), at: this.waiting };
  }

  // One parcel is under way at a time: the next one builds on its receipt.
  save() {
    clearTimeout(this.timer);
    if (this.composing || this.sent || !this.dirty()) return;
    this.send(this.parcel());
  }

  flush() {
    clearTimeout(this.timer);
    if (!this.data || !this.dirty() || (this.sent && this.sent.text === this.area.value)) return;
    this.send(this.parcel());
  }

  send(parcel) {
    this.sent = { ...parcel, since: Date.now() };
    post(parcel);
    this.tell("正在保存…");
    this.setStateValue("parcel", parcel);
  }

  again() {
    if (!this.sent || Date.now() - this.sent.since < UNANSWERED) return;
    this.send(this.parcel());
    this.tell("还没有存到服务器，文字已留在浏览器里，正在重试…");
  }

  tell(words) {
    this.state.textContent = words;
  }

  label(data) {
    const delivered = characters(this.area.value);
    this.count.textContent = data?.asked ? `${delivered} / ${data.asked} 字` : `${delivered} 字`;
    this.area.setAttribute("aria-label", data?.label ?? "");
  }

  close() {
    this.flush();
    clearTimeout(this.timer);
    clearInterval(this.watch);
    window.removeEventListener("pagehide", this.leave);
    document.removeEventListener("click", point);
    document.removeEventListener("visibilitychange", this.hide);
  }
}

export default function ({ data, setStateValue, parentElement }) {
  const editor = (parentElement.__nigaoEditor ??= new Editor(parentElement));
  const round = (editor.round = (editor.round ?? 0) + 1);
  editor.setStateValue = setStateValue;
  editor.take(data);
  return () => {
    if (editor.round === round) editor.close();
  };
}
