import { json, type EmulatedMessage, type Reply } from './vendor-api';

/** Successes that no vendor gives, and answers that break off or lack what counts. */
export const unreadable = [
  'sign-in-page',
  'truncated',
  'no-id',
  'other-success',
  'error-in-success',
] as const;
export type Unreadable = (typeof unreadable)[number];

export function isUnreadable(answer: unknown): answer is Unreadable {
  return unreadable.some((one) => one === answer);
}

/** What stands in place of a vendor's answer to a message that it took, or that never came to it. */
export function spoil(how: Unreadable, reply: Reply): Reply {
  switch (how) {
    case 'sign-in-page':
      return {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><title>Sign in</title><form method="post"><input name="user"></form>',
      };
    case 'truncated':
      return {
        ...reply,
        headers: withoutId(reply),
        body: reply.body.slice(0, reply.body.length / 2) || '{"mes',
      };
    case 'no-id':
      return { ...reply, headers: withoutId(reply), body: bodyWithoutId(reply) };
    case 'other-success':
      return { ...reply, status: 203 };
    case 'error-in-success':
      return { ...json(200, { error: 'upstream connect error' }), headers: withoutId(reply) };
  }
}

function withoutId({ headers = {}, message }: Reply): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => !names(message, value)));
}

function bodyWithoutId({ body, message }: Reply): string {
  if (body === '') return '';
  const without = (_name: string, value: unknown) => (names(message, value) ? undefined : value);
  return JSON.stringify(JSON.parse(body), without);
}

/** Whether a value is the id of the message, as the vendor writes it. */
function names(message: EmulatedMessage | undefined, value: unknown): boolean {
  return message !== undefined && typeof value === 'string' && value.includes(message.id);
}
