import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import type { GatedBody } from '../http/gated-body';

export interface Login {
  readonly user: string;
  readonly pass: string;
}

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

type Done<T> = (error?: Error | null, result?: T) => void;

/** One connection to a mail server, logged in. It carries one message at a time. */
export class Session {
  /** How many messages it has carried. */
  carried = 0;
  /** The server takes addresses with any letters before the `@` (RFC 6531). */
  takesUtf8 = false;
  private readonly connection: SMTPConnection;
  private idleTimer: NodeJS.Timeout | undefined;

  private constructor(options: SMTPConnectionOptions) {
    // loaded here and not above: a provider that is not configured costs no memory
    const Connection: typeof SMTPConnection = require('nodemailer/lib/smtp-connection');
    this.connection = new Connection(options);
    // one that breaks between two messages is noticed by `isOpen`
    this.connection.on('error', () => undefined);
  }

  static async open(
    options: SMTPConnectionOptions,
    login: Login | null,
    signal: AbortSignal,
  ): Promise<Session> {
    const session = new Session(options);
    try {
      await session.ask<void>(signal, (done) => session.connection.connect(done));
      session.takesUtf8 = /^250[ -]SMTPUTF8\b/im.test(session.connection.lastServerResponse || '');
      if (login) await session.ask(signal, (done) => session.connection.login({ ...login }, done));
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  get isOpen(): boolean {
    return !this.connection.destroyed;
  }

  /** The server's answer once it has the whole message. The body is read after it has said that it takes one. */
  async send({ from, to }: Envelope, body: GatedBody, signal: AbortSignal): Promise<string> {
    const stream = Readable.from(body.parts(), { objectMode: false });
    const envelope = { from, to, size: body.length };
    const { response } = await this.ask<{ response: string }>(signal, (done) =>
      this.connection.send(envelope, stream, done),
    );
    this.carried += 1;
    return response;
  }

  /** After a refusal, so that the next message begins anew. */
  async reset(signal: AbortSignal): Promise<void> {
    await this.ask(signal, (done) => this.connection.reset(done));
  }

  /** Closes it after a time without a message, which is before the server does. */
  rest(idleMs: number): void {
    this.idleTimer = setTimeout(() => this.leave(), idleMs).unref();
  }

  wake(): void {
    clearTimeout(this.idleTimer);
  }

  /** As a well-behaved client does. */
  leave(): void {
    if (this.isOpen) this.connection.quit();
    this.close();
  }

  close(): void {
    this.wake();
    this.connection.close();
  }

  /**
   * One exchange with the server. The library calls back for what the server answers, tells of a broken connection in an
   * event, and of one that was closed here not at all.
   */
  private ask<T>(signal: AbortSignal, begin: (done: Done<T>) => void): Promise<T> {
    const { connection } = this;
    return new Promise<T>((resolve, reject) => {
      // what the server said last is called back after this event
      const onEnd = () => setImmediate(() => settle(new Error('the connection was closed')));
      const onAbort = () => {
        settle(new Error('told to stop'));
        connection.close();
      };
      const settle: Done<T> = (error, result) => {
        connection.off('error', settle).off('end', onEnd);
        signal.removeEventListener('abort', onAbort);
        if (error) reject(error);
        else resolve(result as T);
      };
      connection.once('error', settle).once('end', onEnd);
      signal.addEventListener('abort', onAbort, { once: true });
      begin(settle);
    });
  }
}
