// Texts on their way to the server. They stay in the browser's store until the server acknowledges them.
const PREFIX = "nigao.outbox.";
const memory = (window.__nigaoOutbox ??= new Map());

const tabId = () => {
  try {
    let id = sessionStorage.getItem("nigao.tab");
    if (!id) {
      id = Math.random().toString(36).slice(2) + Date.now().toString(36);
      sessionStorage.setItem("nigao.tab", id);
    }
    return id;
  } catch {
    return (window.__nigaoTab ??= "t" + Math.random().toString(36).slice(2));
  }
};

const nextSequence = () => (window.__nigaoSequence = Math.max(Date.now(), (window.__nigaoSequence ?? 0) + 1));

const post = (parcel) => {
  const key = PREFIX + parcel.tab + "." + parcel.section;
  memory.set(key, parcel);
  try {
    localStorage.setItem(key, JSON.stringify(parcel));
  } catch {
    // A full or closed store: the copy in memory must do.
  }
};

const pending = () => {
  const found = new Map(memory);
  try {
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (key.startsWith(PREFIX) && !found.has(key)) found.set(key, JSON.parse(localStorage.getItem(key)));
    }
  } catch {
    return found;
  }
  return found;
};

const settle = (tab, section, sequence) => {
  const key = PREFIX + tab + "." + section;
  const parcel = pending().get(key);
  if (!parcel || parcel.seq > sequence) return;
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was stored there.
  }
};
