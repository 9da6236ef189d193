import { setMaxListeners } from 'node:events';
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { GatedBody } from '../http/gated-body';
import { connectTimeoutMs, defaultTimeoutMs } from '../http/timeouts';
import { isAscii } from '../mail/ascii-address';
import type {
  Account,
  BeforeLeaving,
  OutgoingMessage,
  Provider,
  ProviderOptions,
  ProviderSettings,
  Sent,
} from '../provider';
import { readSettings } from '../settings/settings';
import { failure, failureOf, hasHungUp, identity, isRefusal, unreadable } from './failures';
import { compose, type Mail } from './mail';
import { Session, type Login } from './session';
import { SessionPool } from './session-pool';
import { portOf, SmtpDetails, SmtpSecrets } from './settings';

/** Many servers take no more than a few from one client; each lane of an account has as many. */
const defaultConnections = 5;

export const smtp: Provider = {
  ...identity,
  channels: ['email'],
  Details: SmtpDetails,
  Secrets: SmtpSecrets,
  open: (settings, options) => new SmtpAccount(settings, options),
};

class SmtpAccount implements Account {
  readonly connections: number;
  private readonly details: SmtpDetails;
  private readonly login: Login | null;
  private readonly pool: SessionPool;

  constructor(
    { details, secrets }: ProviderSettings,
    private readonly options: ProviderOptions,
  ) {
    this.details = readSettings(SmtpDetails, details);
    const { username: user, password: pass } = readSettings(SmtpSecrets, secrets);
    this.login = user === undefined || pass === undefined ? null : { user, pass };
    this.connections = this.details.max_connections ?? defaultConnections;
    this.pool = new SessionPool(this.connections, (signal) => this.open(signal));
  }

  async send(message: OutgoingMessage, signal: AbortSignal, beforeLeaving?: BeforeLeaving): Promise<Sent> {
    // one signal stops every send that is under way, and Node warns of more than ten
    setMaxListeners(0, signal);
    const mail = await compose(message, this.details);
    const delivery = new Delivery(mail, signal, beforeLeaving);
    await delivery.over(this.pool);
    return { providerMessageId: mail.messageId };
  }

  /** Connects and logs in, which is as much as can be done without a message. */
  async check(signal: AbortSignal): Promise<void> {
    try {
      const session = await this.open(signal);
      session.leave();
    } catch (error) {
      throw failureOf(error, { isDispatched: false, isAborted: signal.aborted });
    }
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private open(signal: AbortSignal): Promise<Session> {
    return Session.open(this.connection, this.login, signal);
  }

  private get connection(): SMTPConnectionOptions {
    const { host, security = 'starttls' } = this.details;
    const { timeoutMs = defaultTimeoutMs } = this.options;
    return {
      host,
      port: portOf(this.details),
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      connectionTimeout: connectTimeoutMs(timeoutMs),
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: connectTimeoutMs(timeoutMs),
      // the operator says which host, and it may be one of their own network
      allowInternalNetworkInterfaces: true,
      tls: { minVersion: 'TLSv1.2' },
      logger: false,
    };
  }
}

/** One message on its way: begun on a session, once more on another where the first had ended before it could be taken. */
class Delivery {
  private body: GatedBody | null = null;
  private stopped: { readonly error: unknown } | undefined;

  constructor(
    private readonly mail: Mail,
    private readonly signal: AbortSignal,
    private readonly beforeLeaving: BeforeLeaving = async () => {},
  ) {}

  async over(pool: SessionPool): Promise<void> {
    try {
      await pool.use(this.signal, (session) => this.carry(session), this.mayRepeat);
    } catch (error) {
      if (this.stopped) throw this.stopped.error;
      throw failureOf(error, { isDispatched: this.isDispatched, isAborted: this.signal.aborted });
    }
  }

  private async carry(session: Session): Promise<void> {
    const { envelope, content } = this.mail;
    if (!isAscii(envelope.to) && !session.takesUtf8)
      throw failure({ outcome: 'refused', reason: 'recipient_not_ascii' });
    const body = (this.body = new GatedBody(content, this.leave));
    try {
      const answer = await session.send(envelope, body, this.signal);
      // RFC 5321: 250 takes it; and what comes before the message is given answers something else
      if (!body.isDispatched || !/^250\b/.test(answer)) throw unreadable();
    } catch (error) {
      await this.tidy(session, error);
      throw error;
    } finally {
      await body.end();
    }
  }

  /** A refusal ends a message and not the session, unless it comes in the middle of one. */
  private async tidy(session: Session, error: unknown): Promise<void> {
    const isBetween = isRefusal(error) && (this.isDispatched || !this.body?.hasBegun);
    if (isBetween && session.isOpen) await session.reset(this.signal).catch(() => session.close());
    else session.close();
  }

  private get isDispatched(): boolean {
    return this.body?.isDispatched ?? false;
  }

  private readonly mayRepeat = (error: unknown): boolean =>
    hasHungUp(error) && !this.isDispatched && !this.signal.aborted && this.stopped === undefined;

  private readonly leave: BeforeLeaving = () =>
    this.beforeLeaving().catch((error: unknown) => {
      this.stopped = { error };
      throw error;
    });
}
