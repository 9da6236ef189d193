import { layGround, shutValues, type Ground } from '@subjectline/testing';
import { expect } from 'vitest';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { start } from './app';

/* For specs: every service in this process on real servers, its vendors emulated, spoken to over HTTP. */

export const rootClient = { client_id: 'root', client_secret: 'secret-of-the-root-client' };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON. */
  readonly body: unknown;
}

export interface CallOptions {
  /** The house's own token unless told; null for none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client of the HTTP API. A body that is a string goes out as it stands. */
export class HttpClient {
  private token: string | null = null;

  constructor(readonly url: string) {}

  async signIn(client = rootClient): Promise<string> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...client });
    const answer = await fetch(`${this.url}/api/v1/oauth/token`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`no token: ${answer.status}`);
    this.token = textAt(await answer.json(), 'access_token');
    return this.token;
  }

  async call(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<Answer> {
    const { token = this.token, headers = {} } = options;
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** Sets switches that the specs do not want at their defaults. */
  async change(settings: object): Promise<void> {
    const { status, body } = await this.call('PATCH', '/api/v1/config', settings);
    if (status !== 200) throw new Error(`the settings were refused: ${JSON.stringify(body)}`);
  }
}

export class House extends HttpClient {
  private constructor(
    url: string,
    readonly ground: Ground,
    readonly emulator: Emulator,
    private readonly closeServices: () => Promise<void>,
  ) {
    super(url);
  }

  /** @param environment settings besides those that every house has */
  static async open(environment: Readonly<Record<string, string>> = {}): Promise<House> {
    const [ground, emulator] = await Promise.all([layGround(), startEmulator()]);
    const settings = {
      ...ground.envFor('gateway'),
      SUBJECTLINE_PORT: '0',
      SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '0',
      SUBJECTLINE_ROOT_CLIENT_ID: rootClient.client_id,
      SUBJECTLINE_ROOT_CLIENT_SECRET: rootClient.client_secret,
      SUBJECTLINE_MAILGUN_URL: emulator.url,
      SUBJECTLINE_SENDGRID_URL: emulator.url,
      SUBJECTLINE_TWILIO_URL: emulator.url,
      ...environment,
    };
    const { natsUrlFor, clock, log: logDestination } = ground;
    const services = await start(settings, { natsUrlFor, clock, logDestination });
    const house = new House(services.url, ground, emulator, () => services.close());
    await house.signIn();
    return house;
  }

  /** @param planted where a spec has put sealed values that are to stay shut */
  async close(planted: readonly string[] = []): Promise<void> {
    await this.closeServices();
    await this.emulator.close();
    const { databaseUrl, keys } = this.ground;
    const shut = await shutValues(databaseUrl, keys);
    await this.ground.close();
    // whatever was sealed on the way opens with what libs/storage/src/sealed-columns.ts says of its column
    expect(shut).toEqual(planted);
  }
}

/** What stands at a path inside an answer. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
    value,
  );
}

export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') throw new Error(`no text at ${path.join('.')}`);
  return found;
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): unknown[] {
  const found = at(value, ...path);
  if (!Array.isArray(found)) throw new Error(`no list at ${path.join('.')}`);
  return found as unknown[];
}
