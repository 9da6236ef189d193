import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { currentRequestId } from '../messages/request-context';
import { currentTraceId } from '../tracing/trace-parent';

export type Logger = PinoLogger;

/** Field names whose value is never written, at the top of a line and one level below. */
const secretNames = [
  'authorization',
  'password',
  'secret',
  'secrets',
  'client_secret',
  'access_token',
  'token',
  'code',
  'api_key',
  'email',
  'phone_number',
  'to',
  'address',
  'variables',
];
const redactedPaths = secretNames.flatMap((name) => [name, `*.${name}`]);

interface Scrubbing {
  /** What every match has in it: looking for this alone is ten times faster. */
  readonly hint: RegExp;
  readonly pattern: RegExp;
  readonly replacement: string;
}

const scrubbings: readonly Scrubbing[] = [
  {
    // an e-mail address of any script: in the text of an error, a URL, a stack. It does not begin inside an escape of
    // JSON, such as that of a new line, which would be cut in two
    hint: /@|%40/,
    pattern:
      /(?<!(?<!\\)(?:\\\\)*\\(?:u[\da-f]{0,3})?)[^\s"<>()[\]{}:;,/\\@]{1,64}(?:@|%40)[^\s"'<>()[\]{}:;,=/\\@?&.]{1,63}(?:\.[^\s"'<>()[\]{}:;,=/\\@?&.]{1,63})+/g,
    replacement: '[address]',
  },
  // E.164, with the plus sign as it is or encoded for a URL
  { hint: /\+|%2B/i, pattern: /(?:\+|%2B)[1-9]\d{7,14}(?!\d)/gi, replacement: '[phone]' },
  {
    hint: /bearer |basic /i,
    // also where the escape of a new line stands before it
    pattern: /(Bearer|Basic) [A-Za-z0-9+/=._~-]{8,}/gi,
    replacement: '$1 [secret]',
  },
  // user and password inside an address of a server
  { hint: /:\/\//, pattern: /:\/\/[^\s/@"]+@/g, replacement: '://[secret]@' },
];

/** Removes personal data and credentials from a text, as the last step before a line leaves the process. */
export function scrub(text: string): string {
  let clean = text;
  for (const { hint, pattern, replacement } of scrubbings) {
    if (hint.test(clean)) clean = clean.replace(pattern, replacement);
  }
  return clean;
}

let isOutputWatched = false;

/** Without a listener, an output that cannot be written (a full disk, a reader that is gone) ends the process. */
function standardOutput(): DestinationStream {
  if (!isOutputWatched) {
    isOutputWatched = true;
    process.stderr.on('error', () => undefined);
    process.stdout.on('error', () => undefined);
    process.stdout.once('error', ({ message }) => {
      process.stderr.write(`the log cannot be written to standard output, going on without it: ${message}\n`);
    });
  }
  return process.stdout;
}

/** JSON lines with the service's name and, inside a request or a message, its request id. */
export function createLogger(
  service: string,
  options: { level?: string; destination?: DestinationStream } = {},
): Logger {
  const out = options.destination ?? standardOutput();
  return pino(
    {
      level: options.level ?? 'info',
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redactedPaths, censor: '[redacted]' },
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const requestId = currentRequestId();
        const traceId = currentTraceId();
        return { ...(requestId && { requestId }), ...(traceId && { traceId }) };
      },
    },
    { write: (line) => out.write(scrub(line)) },
  );
}

/** Nest's own lines, in our format. Its start-up chatter goes to `debug`. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error(
      { context: rest.at(-1), detail: rest.length > 1 ? rest[0] : undefined },
      String(message),
    );
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: rest.at(-1) }, String(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.trace({ context: rest.at(-1) }, String(message));
  }
}
