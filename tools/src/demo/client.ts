export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface KeptMessage {
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
}

/** An answer that ends the demo; its message is for the user. */
export class UnexpectedAnswer extends Error {}

/** A client of the HTTP API, with a token for as long as the demo takes. */
export class DemoClient {
  private constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  static async signIn(url: string, { id, secret }: { id: string; secret: string }): Promise<DemoClient> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
    });
    const answer = await fetch(`${url}/api/v1/oauth/token`, { method: 'POST', body });
    if (answer.status === 401) throw new UnexpectedAnswer(`${url} does not know the client ${id}`);
    return new DemoClient(url, textAt(await answer.json(), 'access_token'));
  }

  /** Calls as an operator does. */
  call(method: string, path: string, body?: object): Promise<Answer> {
    return this.send(method, path, body, { authorization: `Bearer ${this.token}` });
  }

  /** Calls as a public form does, without a token. */
  callInPublic(method: string, path: string, body: object): Promise<Answer> {
    return this.send(method, path, body, {});
  }

  /** Newest first. */
  async inbox(): Promise<KeptMessage[]> {
    const { body } = await this.call('GET', '/api/v1/inbox?limit=100');
    const messages = at(body, 'messages');
    if (!Array.isArray(messages)) throw new UnexpectedAnswer('the inbox cannot be read');
    return messages.map((message: unknown) => {
      const subject = at(message, 'subject');
      return {
        to: textAt(message, 'to'),
        subject: typeof subject === 'string' ? subject : null,
        text: textAt(message, 'text'),
      };
    });
  }

  private async send(
    method: string,
    path: string,
    body: object | undefined,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const answer = await fetch(this.url + path, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
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
  if (typeof found === 'string') return found;
  throw new UnexpectedAnswer(`${path.join('.')} is missing in ${JSON.stringify(value)}`);
}
