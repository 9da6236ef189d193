import { readEnv } from '@subjectline/bus';
import {
  AppError,
  BeginAudit,
  FinishAudit,
  AuthenticateClient,
  check,
  newId,
  PublishedWordings,
  scopes,
  wordingKey,
  type Call,
  type FinishAuditRequest,
  type NewAuditEntry,
} from '@subjectline/contracts';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { start, type GatewayService } from '../app';
import { GatewayEnv } from '../env';

/** The result of an HTTP call. */
export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export const secret = 'a-secret-of-32-characters-or-more';
const encoder = new TextEncoder();

/** The gateway alone: real HTTP, real NATS; the owners of the calls are played at their contracts. */
export class TestGateway {
  /** With every scope. */
  token = '';
  /** What the audit trail was told. */
  readonly begunAudits: NewAuditEntry[] = [];
  readonly finishedAudits: FinishAuditRequest[] = [];
  isAuditDown = false;

  private constructor(
    readonly testEnv: TestEnvironment,
    private readonly service: GatewayService,
  ) {}

  /**
   * The client `root` has every scope, `reader` may read messages, `acme` has every scope in the organization of that
   * name, and one secret fits them all.
   */
  static async start(
    settings: Readonly<Record<string, string>> = {},
    consoleFolder?: string,
  ): Promise<TestGateway> {
    const testEnv = await startTestEnvironment();
    const { NATS_URL, SUBJECTLINE_KEYS, SUBJECTLINE_LOG_LEVEL } = testEnv.envFor('gateway');
    const env = readEnv(GatewayEnv, {
      NATS_URL,
      SUBJECTLINE_KEYS,
      SUBJECTLINE_LOG_LEVEL,
      SUBJECTLINE_PORT: '0',
      SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '0',
      ...settings,
    });
    const service = await start(env, {
      clock: testEnv.clock,
      logDestination: testEnv.log,
      ...(consoleFolder !== undefined && { consoleFolder }),
    });
    const gateway = new TestGateway(testEnv, service);
    await gateway.play(AuthenticateClient, ({ client_id, client_secret }) => {
      if (client_secret !== secret) throw new AppError('wrong_credentials');
      const granted = client_id === 'reader' ? ['messages:read'] : [...scopes];
      return {
        client_id,
        organization: client_id === 'acme' ? 'acme' : 'default',
        scopes: granted,
        token_epoch: null,
      };
    });
    await gateway.playAudit();
    gateway.token = await gateway.tokenOf('root');
    return gateway;
  }

  get url(): string {
    return this.service.url;
  }

  async close(): Promise<void> {
    await this.service.close();
    await this.testEnv.close();
  }

  /** Answers a call in its owner's place. */
  async play<Request extends object, Reply extends object>(
    call: Call<Request, Reply>,
    answer: (request: Request) => Reply | Promise<Reply>,
  ): Promise<void> {
    const { connection } = this.testEnv.bus;
    connection.subscribe(call.subject, {
      callback: (_error, message) => {
        void packetOf(() => answer(check(call.request, message.json()))).then((packet) =>
          message.respond(encoder.encode(JSON.stringify({ ...packet, isDisposed: true }))),
        );
      },
    });
    // the broker knows of it before the first request
    await connection.flush();
  }

  private async playAudit(): Promise<void> {
    await this.play(BeginAudit, ({ entry }) => {
      if (this.isAuditDown) throw new AppError('unavailable');
      this.begunAudits.push(entry);
      return { id: newId('aud') };
    });
    await this.play(FinishAudit, (request) => {
      this.finishedAudits.push(request);
      return { id: request.id };
    });
  }

  /** Calls with the token of `root`, unless the headers say otherwise. A body that is text goes out as it is. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Heard> {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      redirect: 'manual',
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** Gives an organization a wording of its own in a language. */
  async publishWording(locale: string, organization = 'default'): Promise<void> {
    const kind = 'privacy_request_receipt';
    const words = { subject: 's', html: 'h', text: null, sms: 's', from_name: null, reply_to: [] };
    const wording = { organization, kind, locale, version: 1, ...words } as const;
    await this.testEnv.bus.put(PublishedWordings, wordingKey(organization, kind, locale), wording);
  }

  fetchToken(clientSecret = secret, clientId = 'root'): Promise<Response> {
    const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret });
    return fetch(`${this.url}/api/v1/oauth/token`, { method: 'POST', body });
  }

  async tokenOf(clientId: string): Promise<string> {
    const answer = await this.fetchToken(secret, clientId);
    return ((await answer.json()) as { access_token: string }).access_token;
  }
}

async function packetOf(answer: () => object | Promise<object>): Promise<object> {
  try {
    return { response: await answer() };
  } catch (error) {
    return { err: error };
  }
}
