import { call } from './api.js';
import { byId, complain, once, tell } from './page.js';

const section = byId('reports');
const button = byId('set-up-reports');

/** The config that sends, or null. */
let active = null;
let label = '';

/** @param provider the type of the active config */
export async function showReports(config, provider) {
  [active, label] = [config, provider?.label ?? ''];
  complain(section, '');
  byId('reports-set-up').textContent = '';
  const reports = config && (await call('GET', pathOf(config)));
  section.hidden = !reports || reports.setup === 'none';
  if (!section.hidden) show(reports);
}

export function startReports(onError) {
  button.addEventListener('click', () => {
    void once(section, () => setUp().catch((error) => onError(error, section, [])));
  });
}

async function setUp() {
  complain(section, '');
  show(await call('POST', pathOf(active)));
  tell(byId('reports-set-up'), `Done. ${label} reports to this address.`);
}

function show({ setup, ready, url }) {
  button.hidden = setup !== 'once';
  byId('reports-help').textContent =
    setup === 'with_each_message'
      ? `${label} is told with each message where to report on it.`
      : sentenceOf(setup, ready, url);
}

function sentenceOf(setup, ready, url) {
  const why = 'The vendor reports the outcome of each message: delivered, bounced, marked as spam.';
  if (ready) return `${why} ${label} reports to ${url}`;
  if (setup === 'by_hand') return `${why} Save the topic in the form above, then subscribe ${url} to it.`;
  return `${why} Set it up here, or at the vendor: add a webhook to ${url} and save its key in the form above.`;
}

function pathOf({ key }) {
  return `/messaging/config/${encodeURIComponent(key)}/reports`;
}
