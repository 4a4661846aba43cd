// Delivers parcels whose editor is gone or not heard: a page left in mid-word, a closed tab, a server that was away.
// An editor in a fragment is not heard by a server that was started anew; the courier, outside every fragment, is.
const PAUSE = 700;
const UNHEARD = 6000;
const STRANGER = 15000;

const undelivered = () => {
  const here = tabId();
  const mounted = document.querySelector("[data-nigao-section]")?.dataset.nigaoSection;
  return [...pending().values()].filter((parcel) => {
    const age = Date.now() - parcel.at;
    if (parcel.tab !== here) return age > STRANGER;
    return age > (parcel.section === mounted ? UNHEARD : 100);
  });
};

export default function ({ data, setStateValue, parentElement }) {
  for (const [tab, section, sequence] of data?.delivered ?? []) settle(tab, section, sequence);
  const round = (parentElement.__nigaoRound = (parentElement.__nigaoRound ?? 0) + 1);
  clearInterval(parentElement.__nigaoTimer);
  const deliver = () => {
    const parcels = undelivered();
    if (parcels.length) setStateValue("parcels", parcels.map((one) => ({ ...one, attempt: Date.now() })));
  };
  parentElement.__nigaoTimer = setInterval(deliver, PAUSE);
  deliver();
  return () => {
    if (parentElement.__nigaoRound === round) clearInterval(parentElement.__nigaoTimer);
  };
}
