import { readBehaviour, type Behaviour } from './behaviour';
import { renderPage } from './page';
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
import { vendorApis } from './vendors';

/** What can be asked of the emulator itself. */
export interface Controlled {
  messages(): EmulatedMessage[];
  erasures(): EmulatedErasure[];
  forgetMessages(): void;
  behave(behaviour: Behaviour): void;
  reportTo(vendor: VendorName, url: string | null): void;
  report(happened: { message: EmulatedMessage; event: ReportEvent }): Promise<Reported>;
  subscribe(url: string): Promise<Reported>;
  readonly reportKeys: Readonly<Record<'mailgun' | 'sendgrid' | 'mailchimp' | 'ses', string>>;
}

const done: Reply = { status: 204, body: '' };

export function control({ method, path, body }: VendorCall, emulator: Controlled): Reply | Promise<Reply> {
  switch (`${method} ${path}`) {
    case 'GET /':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: renderPage(emulator.messages()) };
    case 'GET /_emulator/messages':
      return json(200, emulator.messages());
    case 'GET /_emulator/erasures':
      return json(200, emulator.erasures());
    case 'DELETE /_emulator/messages':
      emulator.forgetMessages();
      return done;
    case 'PUT /_emulator/behaviour':
      return setBehaviour(body, emulator);
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

function setBehaviour(body: Buffer, emulator: Controlled): Reply {
  const behaviour = readBehaviour(parse(body));
  if (typeof behaviour === 'string') return json(400, { message: behaviour });
  emulator.behave(behaviour);
  return done;
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
