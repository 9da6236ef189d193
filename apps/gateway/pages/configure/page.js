/* What every part of the page does alike. */

export const byId = (id) => document.getElementById(id);

/** The one place in a form or section for what is wrong with it as a whole. It takes the focus. */
export function complain(part, sentence) {
  const place = part.querySelector('.problem[role=alert]');
  place.textContent = sentence;
  if (sentence) place.focus();
}

/** Says how something ended, and takes the focus there. */
export function tell(place, sentence) {
  place.textContent = sentence;
  place.focus();
}

const busy = new WeakSet();

/** One at a time for each part: a second press changes nothing. `work` says itself what went well. */
export async function once(part, work) {
  if (busy.has(part)) return;
  busy.add(part);
  part.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    part.removeAttribute('aria-busy');
    busy.delete(part);
  }
}
