import { randomUUID } from 'node:crypto';
import { readForm } from './form';
import {
  json,
  readBasic,
  type EmulatedMessage,
  type Reply,
  type TemplateState,
  type VendorApi,
} from './vendor-api';

const resource = /^\/v\d+\/([^/]+)\/(messages|templates\/fides)$/;

export const mailgun: VendorApi = {
  name: 'mailgun',

  answer(call, template) {
    const [, domain, name] = resource.exec(call.path) ?? [];
    if (domain === undefined) return null;
    const [user, key] = readBasic(call.authorization) ?? [];
    if (user !== 'api' || !key) return forbidden;
    if (name !== 'messages') return call.method === 'GET' ? findTemplate(template) : notFound;
    return call.method === 'POST' ? readForm(call).then((form) => accept(domain, form)) : notFound;
  },

  fail(status, to) {
    if (status === 401) return forbidden;
    return json(status, { message: sentences[status] ?? `'to' parameter is not a valid address: ${to}` });
  },
};

/** Mailgun refuses a key in plain text, not in JSON. */
const forbidden: Reply = { status: 401, body: 'Forbidden' };
const notFound = json(404, { message: 'Not Found' });

const sentences: Record<number, string> = {
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

function findTemplate(template: TemplateState): Reply {
  if (template === 'forbidden') return forbidden;
  if (!template) return json(404, { message: 'template not found' });
  return json(200, { template: { name: 'fides', description: '', id: randomUUID() } });
}

function accept(domain: string, form: Record<string, string> | null): Reply {
  const fault = form ? findFault(form) : 'Body is neither a form nor multipart';
  if (!form || fault) return json(400, { message: fault });
  const id = `${timestamp()}.${randomUUID().replaceAll('-', '').slice(0, 16)}@${domain}`;
  const reply = json(200, { id: `<${id}>`, message: 'Queued. Thank you.' });
  return form['o:testmode'] === 'yes' ? reply : { ...reply, message: toMessage(id, form) };
}

function findFault({ from, to, subject, text, html, template }: Record<string, string>): string | null {
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
