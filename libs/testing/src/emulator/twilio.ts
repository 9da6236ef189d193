import { randomUUID } from 'node:crypto';
import { readForm } from './form';
import {
  json,
  readBasic,
  type EmulatedMessage,
  type Reply,
  type TakenMessages,
  type VendorApi,
} from './vendor-api';

const resource = /^\/2010-04-01\/Accounts\/([^/]+?)(\/Messages|\/IncomingPhoneNumbers)?\.json$/;
const oneMessage = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages\/([^/]+)\.json$/;
const services = /^\/v1\/Services\/(MG[0-9a-f]{32})$/i;
/** What an account of the emulator does not have; every other number and service it has. */
const missingService = `MG${'f'.repeat(32)}`;
const missingNumber = '+15550000000';

export const twilio: VendorApi = {
  name: 'twilio',

  answer(call, _template, _reports, taken) {
    const [user, token] = readBasic(call.authorization) ?? [];
    const [, service] = services.exec(call.path) ?? [];
    if (service !== undefined) return token ? describeService(service) : refuse(401, 20003, 'Authenticate');
    const [, owner, sid] = oneMessage.exec(call.path) ?? [];
    if (sid !== undefined && call.method === 'DELETE')
      return user === owner && token ? remove(taken(), sid) : refuse(401, 20003, 'Authenticate');
    const [, account, messages] = resource.exec(call.path) ?? [];
    if (account === undefined) return null;
    if (user !== account || !token) return refuse(401, 20003, 'Authenticate');
    if (messages === '/IncomingPhoneNumbers') return listNumbers(call.query.get('PhoneNumber') ?? '');
    if (!messages) return call.method === 'GET' ? json(200, describe(account)) : notAllowed;
    if (call.method === 'GET') return list(taken(), call.query.get('To'));
    return call.method === 'POST' ? readForm(call).then((form) => accept(account, form)) : notAllowed;
  },

  fail({ status, code, says }, to) {
    if (code !== undefined) return refuse(status, code, (says ?? `Refused for <to>`).replace('<to>', to));
    const [known, message] = sentences[status] ?? [20_000 + status, 'Error'];
    return refuse(status, known, message.replace('<to>', to));
  },

  refusals: {
    recipient_opted_out: {
      status: 400,
      code: 21610,
      says: 'Attempt to send to unsubscribed recipient <to>',
    },
    country_not_enabled: {
      status: 400,
      code: 21408,
      says: 'Permission to send an SMS has not been enabled for the region indicated by the To number: <to>',
    },
    trial_account: {
      status: 400,
      code: 21608,
      says: 'The number <to> is unverified. Trial accounts cannot send messages to unverified numbers.',
    },
    account_suspended: { status: 403, code: 20005, says: 'Account is not active' },
  },

  quotaAnswers: {
    second: () => refuse(429, 20429, 'Too Many Requests'),
    day: () => refuse(429, 63038, 'Account exceeded the daily messages limit'),
    // of a number; the numbers of a service share what comes
    queue: ({ taken }) =>
      taken.message?.fields.MessagingServiceSid === undefined
        ? refuse(429, 21611, "This 'From' number has exceeded the maximum number of queued messages")
        : taken,
  },
};

const sentences: Record<number, [code: number, message: string]> = {
  400: [21211, "The 'To' number <to> is not a valid phone number."],
  401: [20003, 'Authenticate'],
  429: [20429, 'Too Many Requests'],
  500: [20500, 'Internal Server Error'],
  503: [20503, 'Service Unavailable'],
};

function refuse(status: number, code: number, message: string): Reply {
  return json(status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}

const notAllowed = refuse(405, 20004, 'Method not allowed');

function describe(sid: string) {
  return { sid, friendly_name: 'Emulated account', status: 'active', type: 'Full' };
}

function describeService(sid: string): Reply {
  if (sid.toLowerCase() === missingService.toLowerCase())
    return refuse(404, 20404, `The requested resource /Services/${sid} was not found`);
  return json(200, { sid, friendly_name: 'Emulated service' });
}

function remove({ messages }: TakenMessages, sid: string): Reply {
  if (!messages.some(({ id }) => id === sid))
    return refuse(404, 20404, `The requested resource /Messages/${sid}.json was not found`);
  return { status: 204, body: '', erases: { what: 'message', name: sid } };
}

/** The newest messages to a number. */
function list({ mayLook, messages }: TakenMessages, number: string | null): Reply {
  if (!mayLook) return refuse(401, 20003, 'Authenticate');
  const listed = messages
    .filter(({ to }) => to === number)
    .slice(0, 100)
    .map(({ id: sid, to, text: body, at }) => {
      const date = new Date(at).toUTCString();
      return { sid, to, body, status: 'sent', date_created: date, date_sent: date, date_updated: date };
    });
  return json(200, { messages: listed, page: 0, page_size: 100, next_page_uri: null });
}

function listNumbers(number: string): Reply {
  const owned = number === missingNumber ? [] : [{ sid: `PN${'0'.repeat(32)}`, phone_number: number }];
  return json(200, { incoming_phone_numbers: owned, page: 0, page_size: 50, next_page_uri: null });
}

function accept(account: string, form: Record<string, string> | null): Reply {
  const fault = form ? findFault(form) : refuse(400, 21604, "A 'To' phone number is required.");
  if (!form || fault) return fault ?? notAllowed;
  const { To: to = '', Body: text = '', From: from, MessagingServiceSid: service } = form;
  const sid = `SM${randomUUID().replaceAll('-', '')}`;
  const reply = json(201, {
    sid,
    account_sid: account,
    to,
    from: from ?? null,
    messaging_service_sid: service ?? null,
    body: text,
    status: service ? 'accepted' : 'queued',
    error_code: null,
    error_message: null,
  });
  const at = new Date().toISOString();
  const message: EmulatedMessage = {
    vendor: 'twilio',
    id: sid,
    from: service ?? from ?? '',
    to,
    text,
    fields: form,
    at,
  };
  return { ...reply, message };
}

/** Taken, and failed before the answer was written. */
export function failAtOnce(reply: Reply, code: number | undefined): Reply {
  const body: object = JSON.parse(reply.body);
  return json(201, { ...body, status: 'failed', error_code: code ?? null, error_message: 'Failed' });
}

function findFault({
  To: to,
  Body: body,
  From: from,
  MessagingServiceSid: service,
}: Record<string, string>): Reply | null {
  if (!to) return refuse(400, 21604, "A 'To' phone number is required.");
  if (!/^\+[1-9]\d{7,14}$/.test(to))
    return refuse(400, 21211, `The 'To' number ${to} is not a valid phone number.`);
  if (!from && !service) return refuse(400, 21603, "A 'From' phone number is required.");
  return body ? null : refuse(400, 21602, 'Message body is required.');
}
