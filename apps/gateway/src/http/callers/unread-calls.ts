import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '@subjectline/bus';
import { AppError, newId, type ErrorCode } from '@subjectline/contracts';
import { answers, familyOfUrl } from '../errors/families';
import type { KnownRoutes } from '../errors/known-routes';

/** What node says of a call that it could not read; whatever else it says is `http_malformed`. */
const codes: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'head_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'call_too_slow',
};

/** `rawPacket` is what was being read. */
type Failure = Error & { readonly code?: string; readonly rawPacket?: unknown };

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers calls that are not HTTP, or too large or too slow to be read: no hook, route or filter ever sees them. */
export class UnreadCalls {
  private readonly last = new WeakMap<Socket, Call>();

  constructor(
    private readonly routes: KnownRoutes,
    private readonly headers: Readonly<Record<string, string>>,
    private readonly logger: Logger,
  ) {}

  listenTo(server: Server): void {
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      this.last.set(request.socket, { request, response }),
    );
    // what is expected besides 100-continue may be ignored (RFC 9110 §10.1.1); node's own answer has no API's shape
    server.on('checkExpectation', (request, response) => void server.emit('request', request, response));
  }

  answer(failure: Failure, socket: Socket): void {
    if (failure.code === 'ECONNRESET' || !socket.writable || this.isAnswering(socket)) {
      return void socket.destroy();
    }
    const error = new AppError(codes[failure.code ?? ''] ?? 'http_malformed');
    const requestId = newId('req');
    // connections that stay silent are many, and a slow body has a line of its own
    if (error.code !== 'call_too_slow')
      this.logger.info({ requestId, status: error.status }, 'a call could not be read');
    socket.end(this.answerTo(error, this.urlOf(failure, socket), requestId), () => socket.destroy());
  }

  /** Clients match answers on a connection by order: an answer to this call would be taken for that of an earlier one. */
  private isAnswering(socket: Socket): boolean {
    const { request, response } = this.last.get(socket) ?? {};
    if (!request || !response || response.writableFinished) return false;
    return request.complete || response.headersSent;
  }

  private urlOf({ rawPacket }: Failure, socket: Socket): string {
    const { request, response } = this.last.get(socket) ?? {};
    if (request && !response?.writableFinished) return request.url ?? '/';
    const [, url] = /^[A-Z]+ (\/\S*)/.exec(textOf(rawPacket)) ?? [];
    return url ?? '/';
  }

  private answerTo(error: AppError, url: string, requestId: string): string {
    const family = this.routes.familyAt(url) ?? familyOfUrl(url);
    const { status, contentType, body } = answers[family === 'page' ? 'native' : family](error, undefined);
    const text = JSON.stringify(body);
    const headers = {
      ...this.headers,
      'x-request-id': requestId,
      'content-type': contentType,
      'content-length': Buffer.byteLength(text),
      connection: 'close',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`;
  }
}

function textOf(packet: unknown): string {
  return Buffer.isBuffer(packet) ? packet.toString('latin1', 0, 2_048) : '';
}
