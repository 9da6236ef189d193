import { readBehaviour, type Behaviour } from './behaviour';
import { readControls } from './controls';
import { renderPage } from './page';
import type { Quota, QuotaState } from './quotas';
import { reportEvents, type ReportEvent } from './reports/signed-reports';
import type { Reported } from './reports/reporter';
import {
  json,
  type EmulatedErasure,
  type EmulatedMessage,
  type Reply,
  type VendorCall,
  type VendorName,
} from './vendor-api';
import { quotaPeriodsOf, vendorApis } from './vendors';

/** What can be asked of the emulator itself. */
export interface Controlled {
  messages(): EmulatedMessage[];
  erasures(): EmulatedErasure[];
  forgetMessages(): void;
  behave(behaviour: Behaviour): void;
  currentBehaviours(): (readonly [VendorName, Behaviour])[];
  recover(): void;
  setQuotas(vendor: VendorName, quotas: readonly Quota[]): void;
  quotasOf(vendor: VendorName): QuotaState[];
  reportTo(vendor: VendorName, url: string | null): void;
  canReport(message: EmulatedMessage): boolean;
  report(happened: { message: EmulatedMessage; event: ReportEvent }): Promise<Reported>;
  subscribe(url: string): Promise<Reported>;
  readonly reportKeys: Readonly<Record<'mailgun' | 'sendgrid' | 'mailchimp' | 'ses', string>>;
}

const done: Reply = { status: 204, body: '' };

export function control(call: VendorCall, emulator: Controlled): Reply | Promise<Reply> {
  const { method, path, body, query } = call;
  if (method === 'POST' && path.startsWith('/_emulator/page/')) return controlByPage(call, emulator);
  switch (`${method} ${path}`) {
    case 'GET /':
      return showPage(query, emulator);
    case 'GET /_emulator/messages':
      return json(200, emulator.messages());
    case 'GET /_emulator/erasures':
      return json(200, emulator.erasures());
    case 'DELETE /_emulator/messages':
      emulator.forgetMessages();
      return done;
    case 'PUT /_emulator/behaviour':
      return setBehaviour(body, emulator);
    case 'PUT /_emulator/quotas':
      return setQuotas(parse(body), emulator);
    case 'GET /_emulator/quotas':
      return json(200, listQuotas(emulator));
    case 'GET /_emulator/report-keys':
      return json(200, emulator.reportKeys);
    case 'PUT /_emulator/reports':
      return setTarget(parse(body), emulator);
    case 'POST /_emulator/reports':
      return report(parse(body), emulator);
    default:
      return json(404, { message: 'neither a vendor’s path nor one of the emulator’s' });
  }
}

function showPage(query: URLSearchParams, emulator: Controlled): Reply {
  const reported = query.get('reported');
  const body = renderPage({
    messages: emulator.messages(),
    behaviours: emulator.currentBehaviours(),
    canReport: (message) => emulator.canReport(message),
    reported: reported !== null && /^\d{1,3}$/.test(reported) ? Number(reported) : null,
  });
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** The forms of the page. Those of other sites are refused: a page that a developer visits has no business here. */
function controlByPage({ path, body, headers }: VendorCall, emulator: Controlled): Reply | Promise<Reply> {
  if ((headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin')
    return json(403, { message: 'only the page of the emulator may send this' });
  const form = new URLSearchParams(body.toString());
  switch (path) {
    case '/_emulator/page/behaviour': {
      const behaviour = readControls(form);
      if (typeof behaviour === 'string') return json(400, { message: behaviour });
      emulator.behave(behaviour);
      return backToPage();
    }
    case '/_emulator/page/recover':
      emulator.recover();
      return backToPage();
    case '/_emulator/page/report':
      return reportByPage(form, emulator);
    default:
      return json(404, { message: 'the page has no such form' });
  }
}

async function reportByPage(form: URLSearchParams, emulator: Controlled): Promise<Reply> {
  const message = emulator.messages().find(({ id }) => id === form.get('id'));
  const event = reportEvents.find((one) => one === form.get('event'));
  if (!message || !event) return json(400, { message: 'this message is no longer here; reload the page' });
  const reported = await emulator.report({ message, event }).catch(() => ({ status: 0 }));
  return backToPage(`?reported=${reported.status}`);
}

function backToPage(query = ''): Reply {
  return { status: 303, headers: { location: `/${query}` }, body: '' };
}

function setBehaviour(body: Buffer, emulator: Controlled): Reply {
  const behaviour = readBehaviour(parse(body));
  if (typeof behaviour === 'string') return json(400, { message: behaviour });
  emulator.behave(behaviour);
  return done;
}

/** What a vendor takes: `{"vendor": "ses", "quotas": [{"limit": 200, "per": "day"}]}`. */
function setQuotas(given: unknown, emulator: Controlled): Reply {
  const { vendor, quotas }: { vendor?: unknown; quotas?: unknown } = Object(given);
  const [named, periods = []] = [...quotaPeriodsOf].find(([name]) => name === vendor) ?? [];
  if (!named) return json(400, { message: `vendor is one of ${[...quotaPeriodsOf.keys()].join(', ')}` });
  const read = Array.isArray(quotas) ? quotas.map((quota) => readQuota(quota, periods)) : [null];
  if (!read.every((quota) => quota !== null))
    return json(400, {
      message: `quotas is a list of {"limit": 10, "per": "…"}; ${named} has them per ${periods.join(', ')}`,
    });
  emulator.setQuotas(named, read);
  return done;
}

function readQuota(quota: unknown, periods: readonly Quota['per'][]): Quota | null {
  const { limit, per: given }: { limit?: unknown; per?: unknown } = Object(quota);
  const per = periods.find((period) => period === given);
  if (!per || typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1) return null;
  return { limit, per };
}

function listQuotas(emulator: Controlled): Record<string, unknown> {
  const vendors = [...quotaPeriodsOf.keys()].map((vendor) => [vendor, emulator.quotasOf(vendor)] as const);
  return Object.fromEntries(vendors.filter(([, quotas]) => quotas.length > 0));
}

/** Where a vendor reports to: `{"vendor": "mailgun", "url": "http://…"}`. */
async function setTarget(given: unknown, emulator: Controlled): Promise<Reply> {
  const { vendor, url }: { vendor?: unknown; url?: unknown } = Object(given);
  const named = vendorApis.find(({ name }) => name === vendor);
  if (!named || (url !== null && !(typeof url === 'string' && URL.canParse(url))))
    return json(400, { message: 'a vendor and a url, or null in its place, are expected' });
  if (named.name === 'ses' && url !== null)
    return json(200, { answered: (await emulator.subscribe(url)).status });
  emulator.reportTo(named.name, url);
  return done;
}

/** Reports on a message that arrived: `{"id": "<the vendor's id>", "event": "bounced"}`. */
async function report(given: unknown, emulator: Controlled): Promise<Reply> {
  const { id, event }: { id?: unknown; event?: unknown } = Object(given);
  const message = emulator.messages().find((one) => one.id === id);
  const happened = reportEvents.find((one) => one === event);
  if (!message || !happened)
    return json(400, {
      message: `the id of a message is expected, and an event: ${reportEvents.join(', ')}`,
    });
  const { status } = await emulator.report({ message, event: happened });
  return json(200, { answered: status });
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
