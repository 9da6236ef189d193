import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Behaviours, refusalOf, type Behaviour } from './behaviour';
import { control } from './control';
import { Erasures } from './erasures';
import { MailServer, type MailServerOptions } from './mail-server';
import { PostBox } from './post-box';
import { Quotas, type Quota, type QuotaState } from './quotas';
import { Reporter, type Reported } from './reports/reporter';
import { snsTopic } from './reports/ses-reports';
import type { Happened } from './reports/signed-reports';
import { isUnreadable, spoil } from './unreadable';
import { failAtOnce } from './twilio';
import { quotaPeriodsOf, vendorApis } from './vendors';
import {
  readBasic,
  type EmulatedErasure,
  type EmulatedMessage,
  type Reply,
  type ReportSetup,
  type SuppressionList,
  type TakenMessages,
  type TemplateState,
  type VendorApi,
  type VendorCall,
  type VendorName,
} from './vendor-api';

export type { Answer, Behaviour } from './behaviour';
export type { Quota, QuotaState } from './quotas';
export * from './reports/mailchimp-reports';
export * from './reports/ses-reports';
export * from './reports/signed-reports';
export { post, type Reported } from './reports/reporter';
export type {
  EmulatedErasure,
  EmulatedMessage,
  SuppressionList,
  TemplateState,
  VendorName,
} from './vendor-api';

interface Held {
  readonly message: EmulatedMessage;
  readonly deliverAt: number;
}

export interface EmulatorOptions {
  /** any free one when left out */
  port?: number;
  host?: string;
  /** with a mail server on a port of its own */
  smtp?: MailServerOptions;
}

/** Mailgun, SendGrid, Twilio, Mailchimp and AWS SES on one port, as far as sending goes: their paths do not meet. */
export async function startEmulator({
  port = 0,
  host = '127.0.0.1',
  smtp,
}: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = new Emulator(smtp);
  await emulator.listen(port, host);
  return emulator;
}

export class Emulator {
  private readonly box = new PostBox();
  private readonly erased = new Erasures();
  private readonly behaviours = new Behaviours();
  private readonly quotas = new Quotas();
  /** what vendors took and have not sent yet */
  private held: Held[] = [];
  private readonly templates = new Map<VendorName, TemplateState>();
  private readonly requests = new EventEmitter();
  /** Reports on messages: by itself once it knows where to, and when told to. */
  readonly reporter = new Reporter();
  private reportsByItself = true;
  private mayLook = false;
  /** Mails and text messages are dated by it. */
  now: () => Date = () => new Date();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private readonly counts = new Map<VendorName, number>();
  private opened = 0;

  private readonly mailServer: MailServer | null;

  constructor(smtp?: MailServerOptions) {
    const quota = {
      exceeded: () => this.quotas.exceeded('smtp', this.now().getTime()),
      take: () => this.quotas.take('smtp', this.now().getTime()),
    };
    const onMessage = () => this.count('smtp');
    this.mailServer = smtp ? new MailServer(this.box, this.behaviours, quota, onMessage, smtp) : null;
    this.server = createServer((request, response) => void this.handle(request, response));
    // longer than any client keeps a connection, so that none meets one that is closing
    this.server.keepAliveTimeout = 120_000;
    this.server.on('connection', (socket) => this.track(socket));
  }

  get url(): string {
    const { address, port }: AddressInfo = Object(this.server.address());
    return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
  }

  /** Where the mail server listens. */
  get smtpPort(): number {
    if (!this.mailServer) throw new Error('the emulator was started without a mail server');
    return this.mailServer.port;
  }

  /** The mail server's connections: opened since the start, and open now. */
  get smtpConnections(): { readonly opened: number; readonly open: number } {
    return this.mailServer?.connections ?? { opened: 0, open: 0 };
  }

  /** How many connections were opened since the start. */
  get connections(): number {
    return this.opened;
  }

  messages(): EmulatedMessage[] {
    this.deliverHeld();
    return this.box.all();
  }

  /** What the vendors have erased, in order. */
  erasures(): EmulatedErasure[] {
    return this.erased.all();
  }

  /** Puts an address on one of Mailgun's suppression lists. It stops no message. */
  suppress(list: SuppressionList, address: string): void {
    this.erased.suppress(list, address);
  }

  /** The first that fits, here already or within the deadline. */
  waitForMessage(fits: (message: EmulatedMessage) => boolean, deadlineMs = 60_000): Promise<EmulatedMessage> {
    this.deliverHeld();
    return this.box.wait(fits, deadlineMs);
  }

  /** The next message or account check that reaches this vendor, whatever it will answer. */
  async waitForRequest(vendor: VendorName): Promise<void> {
    await once(this.requests, vendor);
  }

  /** How many messages and account checks have reached this vendor since the start, whatever it answered. */
  requestCount(vendor: VendorName): number {
    return this.counts.get(vendor) ?? 0;
  }

  behave(behaviour: Behaviour): void {
    this.behaviours.set(behaviour);
  }

  /** How each vendor treats messages now; the mail server only where there is one. */
  currentBehaviours(): (readonly [VendorName, Behaviour])[] {
    const names = [...vendorApis.map(({ name }) => name), ...(this.mailServer ? (['smtp'] as const) : [])];
    return names.map((name) => [name, this.behaviours.see(name)] as const);
  }

  /** Every vendor is well again and without quotas. Messages stay. */
  recover(): void {
    this.behaviours.clear();
    for (const vendor of quotaPeriodsOf.keys()) this.setQuotas(vendor, []);
  }

  /** How many messages a vendor takes from now on; none: no limit, and it sends what it holds. */
  setQuotas(vendor: VendorName, quotas: readonly Quota[]): void {
    this.quotas.set(vendor, quotas);
    if (quotas.length === 0) this.deliverHeld(({ message }) => message.vendor === vendor);
  }

  quotasOf(vendor: VendorName): QuotaState[] {
    return this.quotas.of(vendor, this.now().getTime());
  }

  /** Puts a template named `fides` at the vendor, takes it away, or forbids to look. */
  holdTemplate(vendor: VendorName, template: TemplateState): void {
    this.templates.set(vendor, template);
  }

  /** Where a vendor reports to, as if it had been set up there; null: nowhere. Twilio is told with each message. */
  reportTo(vendor: VendorName, url: string | null): void {
    this.reporter.setTarget(vendor, url);
  }

  /** What vendors sign with, or publish to; Twilio signs with the account's token. */
  get reportKeys(): Readonly<Record<'mailgun' | 'sendgrid' | 'mailchimp' | 'ses', string>> {
    const { mailgun, sendgridPublicKey: sendgrid, mailchimp } = this.reporter.keys;
    return { mailgun, sendgrid, mailchimp, ses: snsTopic };
  }

  /** Subscribes an address to the topic of SES. It reports there once that was confirmed. */
  subscribe(url: string): Promise<Reported> {
    return this.reporter.subscribe(url);
  }

  /** Whether keys may look up what Mailgun and Twilio took. By default they may send only. */
  showTaken(isShown: boolean): void {
    this.mayLook = isShown;
  }

  /** Off: it reports only what it is told to. */
  reportByItself(isOn: boolean): void {
    this.reportsByItself = isOn;
  }

  /** Whether the vendor of a message knows where to report on it. */
  canReport(message: EmulatedMessage): boolean {
    return message.vendor !== 'smtp' && this.reporter.targetOf(message) !== null;
  }

  /** Reports one event of a message now. */
  report(happened: Happened): Promise<Reported> {
    return this.reporter.report(happened);
  }

  /** The vendors stay as they are. */
  forgetMessages(): void {
    this.box.clear();
  }

  /** No messages, no templates, every vendor well. */
  forget(): void {
    this.box.clear();
    this.erased.clear();
    this.behaviours.clear();
    this.quotas.clear();
    this.held = [];
    this.templates.clear();
    this.reporter.clear();
    this.reportsByItself = true;
    this.mayLook = false;
  }

  async listen(port: number, host: string): Promise<void> {
    await this.mailServer?.listen(host);
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => resolve());
    });
  }

  /** Ends the hung connections too. */
  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await this.mailServer?.close();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private track(socket: Socket): void {
    this.opened += 1;
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    // a client that goes away in the middle is what some specs are about
    socket.on('error', () => {});
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const call = await readCall(request);
      if (!(await this.answerAsVendor(call, response))) write(response, await control(call, this));
    } catch {
      response.destroy();
    }
  }

  private async answerAsVendor(call: VendorCall, response: ServerResponse): Promise<boolean> {
    for (const vendor of vendorApis) {
      const reply = await vendor.answer(
        call,
        this.templates.get(vendor.name) ?? false,
        this.reportSetupOf(vendor),
        () => this.takenBy(vendor),
      );
      if (!reply) continue;
      if (reply.message) this.noteAccount(reply.message, call);
      if (isLookUp(call)) write(response, reply);
      else this.behaveAs(vendor, reply, response);
      return true;
    }
    return false;
  }

  private takenBy({ name }: VendorApi): TakenMessages {
    const messages = this.box.all().filter(({ vendor }) => vendor === name);
    return {
      mayLook: this.mayLook,
      messages: messages.toReversed(),
      isSuppressed: (list, address) => this.erased.isSuppressed(list, address),
    };
  }

  private reportSetupOf({ name }: VendorApi): ReportSetup {
    const { keys } = this.reporter;
    return {
      url: this.reporter.registered(name),
      key: () => {
        if (name === 'ses') return keys.sns.certificate;
        if (name === 'sendgrid') return keys.sendgridPublicKey;
        return name === 'mailchimp' ? keys.mailchimp : keys.mailgun;
      },
      setUrl: (url) => this.reporter.setTarget(name, url),
    };
  }

  private behaveAs(vendor: VendorApi, reply: Reply, response: ServerResponse): void {
    this.count(vendor.name);
    const behaviour = this.behaviours.take(vendor.name);
    const act = () => this.act(vendor, behaviour, reply, response);
    if (behaviour.delayMs) setTimeout(act, behaviour.delayMs);
    else act();
  }

  private count(vendor: VendorName): void {
    this.counts.set(vendor, this.requestCount(vendor) + 1);
    this.requests.emit(vendor);
  }

  private act(vendor: VendorApi, behaviour: Behaviour, reply: Reply, response: ServerResponse): void {
    const { answer, retryAfter } = behaviour;
    if (answer === 'hang') return;
    if (answer === 'failed') return write(response, failAtOnce(reply, behaviour.code));
    if (isUnreadable(answer)) return write(response, spoil(answer, reply));
    if (answer === 'reset') return void response.socket?.resetAndDestroy();
    if (typeof answer === 'number') {
      const failure = vendor.fail(refusalOf(vendor.name, behaviour), reply.message?.to ?? '');
      const headers = retryAfter === undefined ? undefined : { 'retry-after': String(retryAfter) };
      return write(response, { ...failure, headers: { ...failure.headers, ...headers } });
    }
    const given = reply.message ? this.withinQuotas(vendor, reply, reply.message) : reply;
    if (given.message && given.deliverAt !== undefined) this.hold(given.message, given.deliverAt);
    else if (given.message) this.deliver(given.message);
    if (given.erases) this.erase({ vendor: vendor.name, ...given.erases });
    if (answer === 'accept-then-reset') response.socket?.resetAndDestroy();
    else write(response, given);
  }

  /** What the vendor answers to a message that it could take. */
  private withinQuotas(vendor: VendorApi, taken: Reply, { to }: EmulatedMessage): Reply {
    const now = this.now().getTime();
    const exceeded = this.quotas.exceeded(vendor.name, now);
    const answer = exceeded && vendor.quotaAnswers[exceeded.per];
    const reply = answer
      ? answer({ to, limit: exceeded.limit, now, freesAt: exceeded.freesAt, taken })
      : taken;
    if (reply.message) this.quotas.take(vendor.name, now);
    const said = vendor.quotaHeaders?.(this.quotas.of(vendor.name, now), now);
    return { ...reply, headers: { ...reply.headers, ...said } };
  }

  private hold(message: EmulatedMessage, deliverAt: number): void {
    this.held.push({ message, deliverAt });
    setTimeout(() => this.deliverHeld(), Math.min(deliverAt - this.now().getTime(), longestTimerMs)).unref();
  }

  /** Those whose time has come, by the played clock too. */
  private deliverHeld(
    isDue: (held: Held) => boolean = ({ deliverAt }) => deliverAt <= this.now().getTime(),
  ): void {
    const due = this.held.filter(isDue);
    this.held = this.held.filter((one) => !due.includes(one));
    for (const { message } of due) this.deliver(message);
  }

  private erase(erasure: EmulatedErasure): void {
    this.erased.add(erasure);
    if (erasure.what === 'message') this.box.remove(erasure.name);
  }

  private deliver(message: EmulatedMessage): void {
    const dated = { ...message, at: this.now().toISOString() };
    this.box.add(dated);
    if (this.reportsByItself) void this.reporter.reportAll(dated);
  }

  private noteAccount(message: EmulatedMessage, { authorization }: VendorCall): void {
    const [sid, token] = readBasic(authorization) ?? [];
    if (sid && token) this.reporter.noteAccount(message, { sid, token });
  }
}

const longestTimerMs = 2 ** 31 - 1;

/** Templates and senders are looked up beside; behaviours are about messages and the account. */
function isLookUp({ method, path, query }: VendorCall): boolean {
  const lookedUp =
    /\/(templates|Services|IncomingPhoneNumbers|webhooks|http_signing_key|SimpleNotification\w+|events|Messages)\b/;
  return method === 'GET' && (lookedUp.test(path) || query.has('Action'));
}

async function readCall(request: IncomingMessage): Promise<VendorCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const [path = '/', query] = (request.url ?? '/').split('?', 2);
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    authorization: request.headers.authorization ?? '',
    contentType: request.headers['content-type'] ?? '',
    headers: request.headers,
    body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks),
  };
}

function write(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
