import {
  createInbox,
  ErrorCode,
  Events,
  NatsError,
  nuid,
  type Msg,
  type MsgHdrs,
  type NatsConnection,
  type Subscription,
} from 'nats';

interface Waiting {
  readonly subject: string;
  readonly untilMs: number;
  readonly resolve: (message: Msg) => void;
  readonly reject: (error: unknown) => void;
}

export interface RequestOptions {
  readonly headers: MsgHdrs;
  readonly timeoutMs: number;
}

/** How late a time-out may be noticed. */
const lookEveryMs = 100;
/** The status of an answer that the broker gives where nothing listens to the subject. */
const noResponders = 503;

/**
 * Requests of one connection and their answers: one subscription, one map and one timer for all of them. The client
 * makes a timer and an error with a stack for every request, also for one that succeeds: a tenth of the time of a
 * message that is accepted.
 */
export class Replies {
  private readonly inbox: string;
  private readonly waiting = new Map<string, Waiting>();
  private subscription: Subscription | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly connection: NatsConnection) {
    this.inbox = createInbox(prefixOf(connection));
    void connection.closed().then(() => this.endAll());
    void this.watchRefusals();
  }

  /** Throws a `NatsError`: `TIMEOUT`, `503` where nothing listens, or why the request cannot be sent. */
  request(subject: string, data: Uint8Array, { headers, timeoutMs }: RequestOptions): Promise<Msg> {
    this.subscription ??= this.connection.subscribe(`${this.inbox}.*`, {
      callback: (error, message) => this.settle(error, message),
    });
    const reply = `${this.inbox}.${nuid.next()}`;
    return new Promise((resolve, reject) => {
      // throws for what is too large, and once the connection is closed
      this.connection.publish(subject, data, { reply, headers });
      this.waiting.set(reply, { subject, untilMs: performance.now() + timeoutMs, resolve, reject });
      this.timer ??= setInterval(() => this.endLate(), lookEveryMs);
    });
  }

  private settle(error: NatsError | null, message: Msg): void {
    // the subscription itself is refused: what waits ends with its time-out
    if (error) return;
    const { subject, headers, data } = message;
    const waiting = this.waiting.get(subject);
    if (!waiting) return;
    this.waiting.delete(subject);
    if (headers?.code === noResponders && data.length === 0)
      waiting.reject(NatsError.errorForCode(ErrorCode.NoResponders));
    else waiting.resolve(message);
  }

  /** The broker says of a request that this user may not make that it is refused, and not which one. */
  private async watchRefusals(): Promise<void> {
    for await (const { type, permissionContext } of this.connection.status()) {
      if (type !== Events.Error || permissionContext?.operation !== 'publish') continue;
      for (const [reply, { subject, reject }] of this.waiting) {
        if (subject !== permissionContext.subject) continue;
        this.waiting.delete(reply);
        reject(NatsError.errorForCode(ErrorCode.PermissionsViolation));
      }
    }
  }

  private endLate(): void {
    const nowMs = performance.now();
    for (const [reply, { untilMs, reject }] of this.waiting) {
      if (untilMs > nowMs) continue;
      this.waiting.delete(reply);
      reject(NatsError.errorForCode(ErrorCode.Timeout));
    }
    if (this.waiting.size === 0) this.stopTimer();
  }

  private endAll(): void {
    for (const { reject } of this.waiting.values())
      reject(NatsError.errorForCode(ErrorCode.ConnectionClosed));
    this.waiting.clear();
    this.stopTimer();
  }

  private stopTimer(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }
}

/** What the client's types leave out. */
type ConnectionWithOptions = NatsConnection & { readonly options: { readonly inboxPrefix: string } };

function prefixOf(connection: NatsConnection): string {
  return (connection as ConnectionWithOptions).options.inboxPrefix;
}
