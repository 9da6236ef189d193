import { AppError } from '@subjectline/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseBomb } from './body-bounds';

/** A form as it came; a class of its own, so that it can never pass for a JSON object. */
export class FormBody {
  constructor(readonly fields: URLSearchParams) {}
}

/** A form holds client credentials; one that is left raw is as large as any body. */
const formLimits = { bytes: 16_384, fields: 100 };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What is compressed would have to be unpacked before anything could be said of it. */
export function refuseEncoded({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw new AppError('media_type_unknown');
}

/** JSON for every route, forms for the routes that take them; anything else is `media_type_unknown`. */
export function addBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const options = { parseAs: 'buffer' } as const;
  server.addContentTypeParser(/^application\/([\w.-]+\+)?json\s*(;|$)/i, options, (request, body, done) =>
    finish(done, () => (request.routeOptions.config.takesRaw ? body : parseJson(body as Buffer))),
  );
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: formLimits.bytes },
    (request, body, done) => finish(done, () => parseForm(request, body as Buffer)),
  );
  server.addContentTypeParser('text/plain', options, (request, body, done) =>
    finish(done, () => rawText(request, body as Buffer)),
  );
  server.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: formLimits.bytes },
    (request: FastifyRequest, body: Buffer) => parseMultipart(request, body),
  );
}

function finish(done: (error: Error | null, body?: unknown) => void, parse: () => unknown): void {
  let body: unknown;
  try {
    body = parse();
  } catch (error) {
    return done(error as Error);
  }
  done(null, body);
}

/** A body of no bytes is no body. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  refuseBomb(bytes);
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown;
  } catch (error) {
    throw new AppError('malformed', { position: positionOf(error) });
  }
}

/** Some vendors send JSON under this name. */
function rawText(request: FastifyRequest, bytes: Buffer): Buffer {
  if (request.routeOptions.config.takesRaw) return bytes;
  throw new AppError('media_type_unknown');
}

function parseForm(request: FastifyRequest, bytes: Buffer): FormBody | Buffer {
  if (request.routeOptions.config.takesRaw) return bytes;
  if (!request.routeOptions.config.takesForm) throw new AppError('media_type_unknown');
  return formOf(new URLSearchParams(readText(bytes)));
}

/** Files are no fields: whatever else a form holds, the route does not see it. */
async function parseMultipart(request: FastifyRequest, bytes: Buffer): Promise<FormBody> {
  if (!request.routeOptions.config.takesForm) throw new AppError('media_type_unknown');
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(bytes), { headers }).formData().catch(() => {
    throw new AppError('malformed', { position: 0 });
  });
  const fields = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return formOf(new URLSearchParams(fields));
}

function formOf(fields: URLSearchParams): FormBody {
  if (fields.size <= formLimits.fields) return new FormBody(fields);
  throw new AppError('invalid', {}, [
    { path: ['body'], rule: 'tooManyFields', message: `must not have more than ${formLimits.fields} fields` },
  ]);
}

function readText(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new AppError('malformed', { position: 0 });
  }
}

/** V8 tells where it stopped reading; the rest of its message shows what was sent and is not used. */
function positionOf(error: unknown): number {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
  return Number(position ?? 0);
}
