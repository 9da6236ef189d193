import type { Behaviour } from './behaviour';
import { refusals, vendorApis } from './vendors';
import type { VendorName } from './vendor-api';

/* What the page of the emulator can make a vendor do. */

export const vendorLabels: Readonly<Record<VendorName, string>> = {
  mailgun: 'Mailgun',
  sendgrid: 'SendGrid',
  twilio: 'Twilio',
  mailchimp: 'Mailchimp',
  ses: 'AWS SES',
  smtp: 'Mail server',
};

type Way = Omit<Behaviour, 'vendor' | 'times'>;

interface Choice {
  readonly label: string;
  readonly way: (seconds: number) => Way;
}

const connection: Readonly<Record<string, Choice>> = {
  normal: { label: 'normally', way: () => ({ answer: 'ok' }) },
  slow: { label: 'slowly', way: (seconds) => ({ answer: 'ok', delayMs: seconds * 1000 }) },
  hang: { label: 'never: the call times out', way: () => ({ answer: 'hang' }) },
  reset: { label: 'by breaking the connection', way: () => ({ answer: 'reset' }) },
  'accept-then-reset': {
    label: 'by breaking the connection once it has the message',
    way: () => ({ answer: 'accept-then-reset' }),
  },
};

const statuses: Readonly<Record<string, Choice>> = {
  401: { label: '401, key not accepted', way: () => ({ answer: 401 }) },
  403: { label: '403, not allowed', way: () => ({ answer: 403 }) },
  429: { label: '429, rate limit', way: (retryAfter) => ({ answer: 429, retryAfter }) },
  500: { label: '500, internal error', way: () => ({ answer: 500 }) },
  503: { label: '503, not available', way: (retryAfter) => ({ answer: 503, retryAfter }) },
};

/** By group; mail servers have no HTTP statuses. */
export function choicesOf(vendor: VendorName): Readonly<Record<string, Readonly<Record<string, Choice>>>> {
  const named = Object.entries(refusals.get(vendor) ?? {}).map(([refusal, { status }]) => {
    const way = (): Way => ({ answer: status < 300 ? 400 : status, refusal });
    return [refusal, { label: refusal.replaceAll(/[_-]/g, ' '), way }] as const;
  });
  return {
    Answers: connection,
    ...(vendorApis.some(({ name }) => name === vendor) && { 'Refuses with a status': statuses }),
    'Refuses as this vendor does': Object.fromEntries(named),
  };
}

const defaultSeconds = 10;
const maxSeconds = 600;
const maxTimes = 1000;

/** A behaviour out of the form of a vendor, or the sentence that says what is wrong with it. */
export function readControls(form: URLSearchParams): Behaviour | string {
  const vendor = [...refusals.keys()].find((name) => name === form.get('vendor'));
  if (!vendor) return `vendor is one of ${[...refusals.keys()].join(', ')}`;
  const choices: Readonly<Record<string, Choice>> = Object.assign({}, ...Object.values(choicesOf(vendor)));
  const choice = Object.entries(choices).find(([name]) => name === form.get('answer'))?.[1];
  if (!choice) return `answer is one of ${Object.keys(choices).join(', ')}`;
  const seconds = readWhole(form.get('seconds'), maxSeconds);
  const times = readWhole(form.get('times'), maxTimes);
  if (seconds === null) return `seconds is a whole number from 1 to ${maxSeconds}`;
  if (times === null) return `times is a whole number from 1 to ${maxTimes}`;
  return { vendor, ...choice.way(seconds ?? defaultSeconds), ...(times !== undefined && { times }) };
}

/** Undefined if it is empty, null if it does not fit. */
function readWhole(text: string | null, max: number): number | undefined | null {
  if (!text) return undefined;
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= max ? value : null;
}

/** How a vendor answers now, in the words of the API. */
export function describeBehaviour({ vendor: _vendor, ...behaviour }: Behaviour): string {
  const { answer, delayMs, times } = behaviour;
  if (times === 0 || (answer === 'ok' && !delayMs)) return 'normal';
  return Object.entries(behaviour)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
