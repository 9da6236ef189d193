import { randomBytes } from 'node:crypto';
import {
  json,
  type Reply,
  type ReportSetup,
  type TemplateState,
  type VendorApi,
  type VendorCall,
} from './vendor-api';

const eraseRoute = 'POST /v3/recipients/erasejob';
const webhookPath = '/v3/user/webhooks/event/settings';

export const sendgrid: VendorApi = {
  name: 'sendgrid',

  answer(call, template, reports) {
    if (call.path.startsWith(webhookPath))
      return /^Bearer \S+$/.test(call.authorization)
        ? setUpReports(call, reports)
        : refuse(401, unauthorized, null);
    const route = `${call.method} ${call.path}`;
    if (route !== 'POST /v3/mail/send' && route !== eraseRoute && route !== 'GET /v3/templates') return null;
    if (!/^Bearer \S+$/.test(call.authorization)) return refuse(401, unauthorized, null);
    if (route === eraseRoute) return erase(call);
    return call.method === 'GET' ? listTemplates(template) : accept(call, template);
  },

  fail({ status, says = sentences[status], field }, to) {
    if (status === 400 && says === undefined)
      return refuse(400, `Does not contain a valid address: ${to}`, 'personalizations.0.to.0.email');
    return refuse(status, (says ?? 'error').replace('<to>', to), field ?? null);
  },

  refusals: {
    credits_used_up: { status: 401, says: 'Maximum credits exceeded' },
    sender_unverified: {
      status: 403,
      says: 'The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.',
      field: 'from',
    },
    key_lacks_permission: { status: 403, says: 'access forbidden' },
    sender_invalid: {
      status: 400,
      says: 'The from email does not contain a valid address.',
      field: 'from.email',
    },
    reply_to_invalid: {
      status: 400,
      says: 'The reply_to email does not contain a valid address.',
      field: 'reply_to_list.0.email',
    },
    template_gone: { status: 400, says: 'The template_id is not valid.', field: 'template_id' },
    recipient_invalid: {
      status: 400,
      says: 'Does not contain a valid address: <to>',
      field: 'personalizations.0.to.0.email',
    },
    content_refused: {
      status: 400,
      says: 'The content value must be a string at least one character in length.',
      field: 'content.0.value',
    },
    too_large: { status: 413, says: 'The JSON payload you have included in your request is too large.' },
  },

  quotaAnswers: {
    second: tooManyRequests,
    minute: tooManyRequests,
    day: creditsExceeded,
    month: creditsExceeded,
  },

  quotaHeaders(quotas, now) {
    const [rate] = quotas.filter(({ per }) => per === 'second' || per === 'minute');
    if (!rate) return null;
    const { limit, used, freesAt } = rate;
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(limit - used),
      'x-ratelimit-reset': String(Math.ceil((freesAt ?? now) / 1000)),
    };
  },
};

function tooManyRequests(): Reply {
  return refuse(429, 'too many requests', null);
}

function creditsExceeded(): Reply {
  return refuse(401, 'Maximum credits exceeded', null);
}

const unauthorized = 'The provided authorization grant is invalid, expired, or revoked';

const sentences: Record<number, string> = {
  401: unauthorized,
  429: 'too many requests',
  500: 'internal server error',
  503: 'service unavailable',
};

/** One event webhook, its settings, and the key of its signatures. */
function setUpReports({ method, path, body }: VendorCall, reports: ReportSetup): Reply {
  const webhook = { id: 'webhook-1', enabled: true, url: reports.url };
  const { url }: { url?: unknown } = Object(parse(body));
  if (path === `${webhookPath}/all`)
    return json(200, { max_allowed: 1, webhooks: reports.url === null ? [] : [webhook] });
  if (path === `${webhookPath}/signed/webhook-1`)
    return json(200, { id: 'webhook-1', public_key: reports.key() });
  if (method !== 'POST' && path !== `${webhookPath}/webhook-1`) return refuse(404, 'not found', null);
  if (typeof url !== 'string') return refuse(400, 'url is required', 'url');
  reports.setUrl(url);
  return json(method === 'POST' ? 201 : 200, { ...webhook, url });
}

interface Mail {
  from?: { email?: string; name?: string };
  subject?: string;
  reply_to_list?: { email?: string }[];
  template_id?: string;
  content?: { type?: string; value?: string }[];
  personalizations?: { to?: { email?: string }[]; subject?: string }[];
  mail_settings?: { sandbox_mode?: { enable?: boolean } };
}

function refuse(status: number, message: string, field: string | null): Reply {
  return json(status, { errors: [{ message, field, help: null }] });
}

/** A job for one address. */
function erase({ body }: VendorCall): Reply {
  const { email_addresses: given }: { email_addresses?: unknown } = Object(parse(body));
  const [name]: unknown[] = Array.isArray(given) ? given : [];
  if (typeof name !== 'string' || !plainAddress.test(name))
    return refuse(400, 'email_addresses must hold valid addresses', 'email_addresses');
  return { ...json(202, { job_id: randomBytes(8).toString('hex') }), erases: { what: 'job', name } };
}

function listTemplates(template: TemplateState): Reply {
  if (template === 'forbidden') return refuse(403, 'access forbidden', null);
  const others = [{ id: `d-${'0'.repeat(32)}`, name: 'welcome', generation: 'dynamic' }];
  const own = template ? [{ id: `d-${'f1de5'.padEnd(32, '0')}`, name: 'Fides', generation: 'dynamic' }] : [];
  return json(200, { result: [...others, ...own], _metadata: { count: others.length + own.length } });
}

function accept({ body }: VendorCall, template: TemplateState): Reply {
  const mail = parse(body);
  if (!mail) return refuse(400, 'Bad Request', null);
  const [field, message] = findFault(mail, template) ?? [];
  if (field !== undefined && message !== undefined) return refuse(400, message, field);
  if (mail.mail_settings?.sandbox_mode?.enable) return { status: 200, body: '' };
  const id = randomBytes(16).toString('base64url');
  return { status: 202, headers: { 'x-message-id': id }, body: '', message: { ...toMessage(mail), id } };
}

function parse(body: Buffer): Mail | null {
  try {
    const mail: Mail | null = JSON.parse(body.toString());
    return typeof mail === 'object' ? mail : null;
  } catch {
    return null;
  }
}

const plainAddress = /^[\x21-\x7e]+@[\x21-\x7e]+$/;

function findFault(mail: Mail, template: TemplateState): [string, string] | null {
  const { from, subject, template_id, content, personalizations, reply_to_list = [] } = mail;
  const to = personalizations?.[0]?.to?.[0]?.email;
  if (!plainAddress.test(from?.email ?? ''))
    return ['from.email', 'The from email does not contain a valid address.'];
  if (!to || !plainAddress.test(to))
    return ['personalizations.0.to.0.email', `Does not contain a valid address: ${to ?? ''}`];
  const replies = reply_to_list.map(({ email }) => email ?? '');
  if (replies.some((email) => !plainAddress.test(email)) || new Set(replies).size < replies.length)
    return ['reply_to_list', 'The reply_to_list must hold valid addresses, each of them once.'];
  if (template_id && !template) return ['template_id', 'The template_id is not valid.'];
  if (template_id) return null;
  if (!subject) return ['subject', 'The subject is required.'];
  if (!content?.length)
    return ['content', 'Unless a valid template_id is provided, the content parameter is required.'];
  if (content.some((part) => !part.value))
    return ['content.0.value', 'The content value must be a string at least one character in length.'];
  const isPlainFirst = content.every((part, place) => part.type !== 'text/plain' || place === 0);
  return isPlainFirst ? null : ['content.0.type', 'If present, text/plain must be first.'];
}

function toMessage(mail: Mail) {
  const part = (type: string) => mail.content?.find((one) => one.type === type)?.value;
  return {
    vendor: 'sendgrid' as const,
    from: mail.from?.email ?? '',
    to: mail.personalizations?.[0]?.to?.[0]?.email ?? '',
    subject: mail.subject,
    html: part('text/html'),
    text: part('text/plain'),
    fields: { ...mail },
    at: new Date().toISOString(),
  };
}
