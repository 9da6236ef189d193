import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** For specs: a Mailgun whose every answer the spec decides, where the emulator's are not enough. */
export class ScriptedVendor {
  /** How many calls have begun, and how many messages have reached it. */
  begun = 0;
  reached = 0;
  /** Their ids, in order. */
  readonly ids: string[] = [];
  answer: (response: ServerResponse, id: string) => void = accept;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<ScriptedVendor> {
    const server = createServer();
    const vendor = new ScriptedVendor(server);
    server.on('request', (request, response: ServerResponse) => {
      if (request.method === 'GET') return void response.writeHead(404).end();
      vendor.begun += 1;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => vendor.take(Buffer.concat(chunks).toString(), response));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return vendor;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(body: string, response: ServerResponse): void {
    const id = /msg_[0-9a-f-]{36}/.exec(body)?.[0] ?? '';
    this.reached += 1;
    this.ids.push(id);
    this.answer(response, id);
  }
}

export function accept(response: ServerResponse): void {
  answerWithId(response, `<${crypto.randomUUID()}@mg.example.com>`);
}

export function answerWithId(response: ServerResponse, id: string): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ id, message: 'Queued. Thank you.' }));
}
