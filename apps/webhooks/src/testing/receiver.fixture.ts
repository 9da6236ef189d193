import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { WebhookPayload } from '@subjectline/contracts';
import { Webhook } from 'standardwebhooks';

/** A request as a receiver got it. */
export interface Received {
  readonly id: string;
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: WebhookPayload & { readonly data: Readonly<Record<string, unknown>> };
}

type Answer = (received: Received, response: ServerResponse) => void;

export const answering =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (_received, response) =>
    void response.writeHead(status, headers).end();

/** Takes the request and never answers. */
export const silence: Answer = () => undefined;

/** For specs: an HTTP server that keeps what it is sent, and answers as it is told. */
export class Receiver {
  readonly received: Received[] = [];
  answer: Answer = answering(204);

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => void receiver.take(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/hooks`;
  }

  get types(): string[] {
    return this.received.map(({ payload }) => payload.type);
  }

  /** Ends every connection without an answer. */
  breakOff(): void {
    this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const headers = request.headers as Record<string, string>;
    const received: Received = {
      id: headers['webhook-id'] ?? '',
      path: request.url ?? '',
      body,
      headers,
      payload: JSON.parse(body) as Received['payload'],
    };
    this.received.push(received);
    this.answer(received, response);
  }
}

/** Whether the public library accepts the request by this secret. */
export function isSignedWith(secret: string, { body, headers }: Received): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
