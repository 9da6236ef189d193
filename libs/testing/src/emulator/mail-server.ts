import type { AddressInfo, Socket } from 'node:net';
import PostalMime from 'postal-mime';
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server';
import { refusalOf, type Behaviours } from './behaviour';
import type { PostBox } from './post-box';
import { smtpQuotaRefusals } from './smtp-refusals';
import type { EmulatedMessage, QuotaPeriod } from './vendor-api';

export interface MailServerOptions {
  /** any free one when left out */
  port?: number;
  /** STARTTLS, or TLS from the first byte; without it, neither */
  tls?: { key: string; cert: string; implicit?: boolean };
  /** the only login that is accepted; any when left out */
  login?: { user: string; password: string };
  /** extensions that it does not have */
  lacks?: readonly ('SMTPUTF8' | 'PIPELINING')[];
}

/** What a sender has used of a quota. */
interface MailQuota {
  exceeded(): { readonly per: QuotaPeriod } | null;
  take(): void;
}

type Step = 'CONNECT' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA';
type Done = (error?: Error | null) => void;

/** A mail server that delivers into the post box, as well or as badly as it is told. */
export class MailServer {
  private readonly server: SMTPServer;
  private readonly sockets = new Map<number | undefined, Socket>();
  private opened = 0;

  constructor(
    private readonly box: PostBox,
    private readonly behaviours: Behaviours,
    private readonly quota: MailQuota,
    private readonly onMessage: () => void,
    private readonly options: MailServerOptions,
  ) {
    this.server = new SMTPServer({ ...this.serverOptions(), ...this.handlers() });
    this.server.server.on('connection', (socket: Socket) => this.track(socket));
    // a client that goes away in the middle is what some specs are about
    this.server.on('error', () => undefined);
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  get connections(): { readonly opened: number; readonly open: number } {
    return { opened: this.opened, open: this.sockets.size };
  }

  listen(host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.server.once('error', reject);
      this.server.listen(this.options.port ?? 0, host, () => resolve());
    });
  }

  close(): Promise<void> {
    for (const socket of this.sockets.values()) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private track(socket: Socket): void {
    this.opened += 1;
    const { remotePort } = socket;
    this.sockets.set(remotePort, socket);
    socket.once('close', () => this.sockets.delete(remotePort));
    socket.on('error', () => undefined);
  }

  private serverOptions(): SMTPServerOptions {
    const { tls, lacks = [] } = this.options;
    return {
      name: 'mail.example.com',
      authOptional: true,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      // refusals bring their own
      hideENHANCEDSTATUSCODES: true,
      hideSTARTTLS: !tls,
      disabledCommands: tls ? [] : ['STARTTLS'],
      hideSMTPUTF8: lacks.includes('SMTPUTF8'),
      hidePIPELINING: lacks.includes('PIPELINING'),
      // longer than any client waits
      socketTimeout: 120_000,
      ...(tls && { key: tls.key, cert: tls.cert, secure: tls.implicit ?? false }),
    };
  }

  private handlers(): SMTPServerOptions {
    return {
      onConnect: (_session, done) => done(this.refusalAt('CONNECT')),
      onAuth: ({ username, password }, _session, done) => {
        const { login } = this.options;
        const isWrong = login && (login.user !== username || login.password !== password);
        const wrong = isWrong ? error(535, '5.7.8 Authentication credentials invalid') : null;
        done(this.refusalAt('AUTH') ?? wrong, { user: username });
      },
      onMailFrom: (_address, _session, done) => done(this.refusalAt('MAIL') ?? this.quotaRefusal()),
      onRcptTo: ({ address }, _session, done) => done(this.refusalAt('RCPT', address)),
      onData: (stream, session, done) => void this.take(stream, session, done),
    };
  }

  /** What it is told to refuse at this step, which is then done once more. */
  private refusalAt(step: Step, to = ''): Error | null {
    const seen = this.behaviours.see('smtp');
    const { status, says = 'error <to>', field = 'RCPT' } = refusalOf('smtp', seen);
    if (typeof seen.answer !== 'number' || field !== step) return null;
    return this.behaviours.take('smtp') === seen ? error(status, says.replace('<to>', `<${to}>`)) : null;
  }

  private quotaRefusal(): Error | null {
    const exceeded = this.quota.exceeded();
    const refusal = exceeded && smtpQuotaRefusals[exceeded.per];
    return refusal ? error(refusal.status, refusal.says ?? '') : null;
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of stream) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    this.onMessage();
    const refusal = this.refusalAt('DATA', session.envelope.rcptTo[0]?.address);
    if (refusal) return done(refusal);
    const seen = this.behaviours.see('smtp');
    const { answer, delayMs = 0 } =
      typeof seen.answer === 'number' ? { answer: 'ok' } : this.behaviours.take('smtp');
    const message = await toMessage(Buffer.concat(chunks), session);
    setTimeout(() => this.act(answer, message, session, done), delayMs);
  }

  private act(answer: unknown, message: EmulatedMessage, session: SMTPServerSession, done: Done): void {
    if (answer === 'hang') return;
    if (answer !== 'reset') {
      this.quota.take();
      this.box.add(message);
    }
    if (answer === 'ok') done(null);
    else this.sockets.get(session.remotePort)?.resetAndDestroy();
  }
}

function error(responseCode: number, says: string): Error {
  return Object.assign(new Error(says), { responseCode });
}

async function toMessage(raw: Buffer, { envelope }: SMTPServerSession): Promise<EmulatedMessage> {
  const mail = await PostalMime.parse(raw);
  const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
  return {
    vendor: 'smtp',
    id: (mail.messageId ?? '').replace(/^<(.*)>$/, '$1'),
    from: mail.from?.address ?? '',
    to: envelope.rcptTo[0]?.address ?? '',
    subject: mail.subject,
    // the parser ends each part with a line break of its own
    html: mail.html?.trimEnd(),
    text: mail.text?.trimEnd(),
    fields: {
      headers,
      from: mail.from,
      replyTo: mail.replyTo,
      envelopeFrom: envelope.mailFrom ? envelope.mailFrom.address : '',
      recipients: envelope.rcptTo.map(({ address }) => address),
      isSmtpUtf8: envelope.smtpUtf8 ?? false,
      raw: raw.toString(),
    },
    at: new Date().toISOString(),
  };
}
