import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { readForm } from './form';
import { mailgunEvent } from './reports/signed-reports';
import {
  json,
  readBasic,
  suppressionLists,
  type BeyondQuota,
  type EmulatedMessage,
  type Reply,
  type ReportSetup,
  type SuppressionList,
  type TakenMessages,
  type TemplateState,
  type VendorApi,
  type VendorCall,
} from './vendor-api';

const webhooks = /^\/v[34]\/domains\/[^/]+\/webhooks$/;
const suppression = /^\/v3\/[^/]+\/([^/]+)\/([^/]+)$/;
const resource = /^\/v\d+\/([^/]+)\/(messages|events|templates\/fides)$/;

export const mailgun: VendorApi = {
  name: 'mailgun',

  answer(call, template, reports, taken) {
    if (webhooks.test(call.path) || call.path === '/v5/accounts/http_signing_key')
      return readBasic(call.authorization) ? setUpReports(call, reports) : forbidden;
    const [, listed, address = ''] = suppression.exec(call.path) ?? [];
    const list = suppressionLists.find((one) => one === listed);
    if (list && call.method === 'DELETE')
      return readBasic(call.authorization) ? remove(taken(), list, decodeURIComponent(address)) : forbidden;
    const [, domain, name] = resource.exec(call.path) ?? [];
    if (domain === undefined) return null;
    const [user, key] = readBasic(call.authorization) ?? [];
    if (user !== 'api' || !key) return forbidden;
    if (name === 'events') return call.method === 'GET' ? listEvents(taken(), call.query) : notFound;
    if (name !== 'messages') return call.method === 'GET' ? findTemplate(template) : notFound;
    return call.method === 'POST' ? readForm(call).then((form) => accept(domain, form, template)) : notFound;
  },

  fail({ status, says = sentences[status] }, to) {
    if (status === 401) return forbidden;
    const message = says ?? STATUS_CODES[status] ?? 'Error';
    return json(status, { message: message.replace('<to>', to) });
  },

  refusals: {
    domain_unverified: {
      status: 400,
      says: 'Domain mg.example.com is not allowed to send: The domain is unverified and requires DNS configuration.',
    },
    account_not_activated: {
      status: 400,
      says: 'Domain mg.example.com is not allowed to send: Please activate your Mailgun account. Check your inbox.',
    },
    sandbox: {
      status: 400,
      says: 'Domain mg.example.com is not allowed to send: Sandbox subdomains are for test purposes only. Please add your own domain or add the address to authorized recipients in Account Settings.',
    },
    free_account: {
      status: 400,
      says: 'Domain mg.example.com is not allowed to send: Free accounts are for test purposes only. Please upgrade.',
    },
    account_disabled: {
      status: 403,
      says: 'Domain mg.example.com is not allowed to send: The account is temporarily disabled.',
    },
    sender_invalid: {
      status: 400,
      says: 'from parameter is not a valid address. please check documentation',
    },
    recipient_invalid: {
      status: 400,
      says: 'to parameter is not a valid address. please check documentation: <to>',
    },
    payment_required: { status: 402, says: 'Payment required' },
    domain_not_found: { status: 404, says: 'Domain not found: mg.example.com' },
    misdirected: { status: 421, says: 'Misdirected Request' },
    too_large: { status: 413, says: 'Request Entity Too Large' },
    limited_seconds: { status: 429, says: 'Too many requests, please try again after 12 seconds' },
    limited_until: {
      status: 429,
      says: 'recipient limit exceeded. Try again after Mon, 20 Dec 2021 20:33:21 UTC',
    },
    template_gone: { status: 400, says: 'template "fides" not found' },
  },

  quotaAnswers: {
    second: tooManyRequests,
    minute: tooManyRequests,
    hour: ({ freesAt }) =>
      limited(429, `recipient limit exceeded. Try again after ${new Date(freesAt).toUTCString()}`),
    day: () => limited(403, 'Domain mg.example.com is not allowed to send: Daily message limit exceeded.'),
    month: () => limited(402, 'Payment required'),
  },
};

function limited(status: number, message: string): Reply {
  return json(status, { message });
}

/** Mailgun says how long in the body alone. */
function tooManyRequests({ now, freesAt }: BeyondQuota): Reply {
  const seconds = Math.ceil((freesAt - now) / 1000);
  return limited(429, `Too many requests, please try again after ${seconds} seconds`);
}

const absent: Readonly<Record<SuppressionList, string>> = {
  bounces: 'Address not found in bounces table',
  complaints: 'No spam complaints found for this address',
  unsubscribes: 'Address not found in unsubscribers table',
};

function remove(taken: TakenMessages, list: SuppressionList, name: string): Reply {
  if (!taken.isSuppressed(list, name)) return json(404, { message: absent[list] });
  return {
    ...json(200, { message: 'Address has been removed', address: name }),
    erases: { what: list, name },
  };
}

/** The webhooks of a domain, and what they are signed with. */
function setUpReports({ method, path, body }: VendorCall, reports: ReportSetup): Reply {
  if (path.startsWith('/v5/')) return json(200, { message: 'success', http_signing_key: reports.key() });
  const url = new URLSearchParams(body.toString()).get('url');
  if (method === 'POST' && url === null) return json(400, { message: 'url is required' });
  if (method === 'POST' && url !== null) reports.setUrl(url);
  const urls = url ?? reports.url;
  const types = ['accepted', 'delivered', 'permanent_fail', 'temporary_fail', 'unsubscribed', 'complained'];
  const known = urls === null ? [] : types.map((type) => [type, { urls: [urls] }]);
  return json(200, { webhooks: Object.fromEntries(known) });
}

/** Mailgun refuses a key in plain text, not in JSON. */
const forbidden: Reply = { status: 401, body: 'Forbidden' };
const notFound = json(404, { message: 'Not Found' });

const sentences: Record<number, string> = {
  400: "'to' parameter is not a valid address: <to>",
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

function findTemplate(template: TemplateState): Reply {
  if (template === 'forbidden') return forbidden;
  if (!template) return json(404, { message: 'template not found' });
  return json(200, { template: { name: 'fides', description: '', id: randomUUID() } });
}

function accept(domain: string, form: Record<string, string> | null, template: TemplateState): Reply {
  const fault = form ? findFault(form, template) : 'Body is neither a form nor multipart';
  if (!form || fault) return json(400, { message: fault });
  const id = `${timestamp()}.${randomUUID().replaceAll('-', '').slice(0, 16)}@${domain}`;
  const reply = json(200, { id: `<${id}>`, message: 'Queued. Thank you.' });
  return form['o:testmode'] === 'yes' ? reply : { ...reply, message: toMessage(id, form) };
}

/** All options, headers and variables of a message together. */
const maxExtraBytes = 16 * 1024;

function findFault(form: Record<string, string>, state: TemplateState): string | null {
  const { from, to, subject, text, html, template } = form;
  const extra = Object.entries(form).filter(([name]) => /^[ohvt]:/.test(name));
  const size = extra.reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);
  if (size > maxExtraBytes) return 'Size of options, headers and variables exceeds 16384 bytes';
  if (template && !state) return `template "${template}" not found`;
  if (!from) return 'from parameter is missing';
  if (!to) return 'to parameter is missing';
  if (!to.includes('@')) return `'to' parameter is not a valid address: ${to}`;
  if (!text && !html && !template)
    return "Need at least one of 'text', 'html' or 'template' parameters specified";
  return subject === undefined ? 'subject parameter is missing' : null;
}

function toMessage(id: string, fields: Record<string, string>): EmulatedMessage {
  const { from = '', to = '', subject, html, text } = fields;
  return { vendor: 'mailgun', id, from, to, subject, html, text, fields, at: new Date().toISOString() };
}

function timestamp(): string {
  return new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
}

/** That messages to a recipient were accepted, between two moments. */
function listEvents({ mayLook, messages }: TakenMessages, query: URLSearchParams): Reply {
  if (!mayLook) return forbidden;
  const [begin, end] = ['begin', 'end'].map((name) => Number(query.get(name)) * 1000);
  const items = messages
    .map((message) => ({ message, event: 'accepted' as const, at: new Date(message.at) }))
    .filter(({ message, at }) => message.to === query.get('recipient') && at.getTime() >= (begin ?? 0))
    .filter(({ at }) => at.getTime() <= (end ?? 0))
    .map(mailgunEvent);
  return json(200, { items, paging: {} });
}
