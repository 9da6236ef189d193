import type { GetEmailIdentityCommand, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Exchange } from '../http/transport';

/** A request of the SDK as it stands at the end: signed, and in bytes. */
interface SignedRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array | string;
}

/** Leads a command over our connections in place of the SDK's own HTTP client. */
export function overExchange<C extends SendEmailCommand | GetEmailIdentityCommand>(
  command: C,
  exchange: Exchange,
): C {
  // those of both commands have the same shape, which their types do not say
  const { middlewareStack } = command as object as SendEmailCommand;
  middlewareStack.add(
    () =>
      async ({ request }) => {
        const { protocol, hostname, port, path, headers, body } = request as SignedRequest;
        const url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`;
        const text = body && textOf(body);
        const answer = await exchange({ url, headers, success: 200, ...(text && { body: text }) });
        const response = {
          statusCode: answer.status,
          headers: answer.headers,
          body: Buffer.from(answer.text),
        };
        return { response };
      },
    // the last one: behind it comes the network
    { step: 'deserialize', priority: 'low', name: 'overExchange' },
  );
  return command;
}

/** The SDK's bytes warn when they are taken for a text; a copy of them does not. */
function textOf(body: Uint8Array | string): string {
  if (typeof body === 'string') return body;
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
}
