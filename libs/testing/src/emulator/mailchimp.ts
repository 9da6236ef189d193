import { randomBytes } from 'node:crypto';
import {
  json,
  type BeyondQuota,
  type Refusal,
  type Reply,
  type ReportSetup,
  type VendorApi,
} from './vendor-api';

export const mailchimp: VendorApi = {
  name: 'mailchimp',

  answer({ method, path, body }, _template, reports) {
    const [, resource] = resourcePath.exec(path) ?? [];
    if (method !== 'POST' || resource === undefined) return null;
    const call = parse(body);
    if (!call) return fail({ status: 500 }, '');
    if (typeof call.key !== 'string' || call.key === '') return fail({ status: 401 }, '');
    if (resource.startsWith('webhooks/')) return setUpReports(resource, call, reports);
    return resource === 'users/ping2' ? json(200, { PING: 'PONG!' }) : accept(call.message ?? {});
  },

  fail,

  refusals: {
    // Mailchimp's own answer to a wrong key is a 500
    key_wrong: { status: 500, name: 'Invalid_Key', says: 'Invalid API key' },
    payment_required: {
      status: 500,
      name: 'PaymentRequired',
      says: 'The requested feature requires payment.',
    },
    subaccount_unknown: { status: 500, name: 'Unknown_Subaccount', says: 'No subaccount exists' },
    validation: { status: 500, name: 'ValidationError', says: 'Validation error: <to>' },
    outage: { status: 500, name: 'ServiceUnavailable', says: 'Service Temporarily Unavailable' },
    ...Object.fromEntries(
      [
        ...['hard-bounce', 'soft-bounce', 'spam', 'unsub', 'custom', 'invalid', 'invalid-sender', 'rule'],
        ...['test-mode-limit', 'unsigned', 'recipient-domain-mismatch', 'something-new'],
      ].map((reason) => [reason, { status: 200, reason }]),
    ),
  },

  quotaAnswers: {
    hour: queued('hourly-quota'),
    month: queued('monthly-limit'),
  },
};

/** Mailchimp takes what is beyond a quota, and sends it when there is room again. */
function queued(reason: string) {
  return ({ to: email, freesAt, taken }: BeyondQuota): Reply => {
    const result = { email, status: 'queued', reject_reason: null, queued_reason: reason };
    return { ...taken, ...json(200, [{ ...result, _id: taken.message?.id }]), deliverAt: freesAt };
  };
}

const resourcePath = /^\/api\/1\.\d\/(messages\/send|users\/ping2|webhooks\/(?:list|add|update))(?:\.json)?$/;

interface Call {
  readonly key?: unknown;
  readonly message?: Mail;
  readonly url?: unknown;
  readonly events?: unknown;
}

/** One webhook, with the key that it signs with. */
function setUpReports(resource: string, { url, events }: Call, reports: ReportSetup): Reply {
  const webhook = { id: 7, description: 'Subjectline', auth_key: reports.key(), batches_sent: 0 };
  if (resource === 'webhooks/list')
    return json(200, reports.url === null ? [] : [{ ...webhook, url: reports.url, events: ['send'] }]);
  if (typeof url !== 'string' || !URL.canParse(url)) return fail({ status: 400 }, String(url));
  reports.setUrl(url);
  return json(200, { ...webhook, url, events });
}

interface Mail {
  from_email?: string;
  from_name?: string;
  subject?: string;
  html?: string;
  text?: string;
  to?: { email?: string; type?: string }[];
}

function parse(body: Buffer): Call | null {
  try {
    const call: unknown = JSON.parse(body.toString());
    return typeof call === 'object' ? call : null;
  } catch {
    return null;
  }
}

const names: Readonly<Record<number, readonly [name: string, says: string]>> = {
  400: ['ValidationError', 'Validation error: <to>'],
  401: ['Invalid_Key', 'Invalid API key'],
  503: ['ServiceUnavailable', 'Service Temporarily Unavailable'],
};

/** A refusal is a 500 mostly, and its name says what it is; of a recipient it is a success with a list. */
function fail({ status, name, says, reason }: Refusal, to: string): Reply {
  if (reason !== undefined) {
    const rejected = reason === 'invalid' ? 'invalid' : 'rejected';
    return json(200, [{ email: to, status: rejected, reject_reason: reason, _id: newId() }]);
  }
  const [usualName = 'GeneralError', usual = `An error occurred: ${to}`] = names[status] ?? [];
  const message = (says ?? usual).replace('<to>', to);
  return json(status, { status: 'error', code: -1, name: name ?? usualName, message });
}

const plainAddress = /^[\x21-\x7e]+@[\x21-\x7e]+$/;

function accept(mail: Mail): Reply {
  const { from_email = '', to: [{ email = '' } = {}] = [], text, html } = mail;
  if (!plainAddress.test(from_email)) return fail({ status: 200, reason: 'invalid-sender' }, email);
  if (!plainAddress.test(email)) return fail({ status: 200, reason: 'invalid' }, email);
  const id = newId();
  return {
    ...json(200, [{ email, status: 'sent', reject_reason: null, queued_reason: null, _id: id }]),
    message: {
      vendor: 'mailchimp',
      id,
      from: from_email,
      to: email,
      subject: mail.subject,
      html,
      text,
      fields: { ...mail },
      at: new Date().toISOString(),
    },
  };
}

const newId = () => randomBytes(16).toString('hex');
