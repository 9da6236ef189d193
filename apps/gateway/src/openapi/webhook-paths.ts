import type { OpenAPIObject } from '@nestjs/swagger';
import { testEventType, webhookEvents, WebhookTest, type ClassOf } from '@subjectline/contracts';
import { exampleOf } from '@subjectline/schema';
import { objectOf, text } from './shape';

type Paths = OpenAPIObject['paths'];

const test = { summary: 'A test, sent on request.', data: WebhookTest };

const timestamp = { type: 'string', format: 'date-time' };

/** The `webhooks` of the document: what endpoints receive, by the type of the event. */
export function webhookPaths(): Paths {
  const all = { ...webhookEvents, [testEventType]: test };
  return Object.fromEntries(
    Object.entries(all).map(([type, { summary, data }]) => [
      type,
      { post: operationOf(type, summary, data) },
    ]),
  );
}

function operationOf(
  type: string,
  summary: string,
  data: ClassOf<object>,
): NonNullable<Paths[string]['post']> {
  const schema = objectOf({ type: { ...text, enum: [type] }, timestamp, data });
  const example = { type, timestamp: '2026-03-02T09:30:00.000Z', data: exampleOf(data) };
  return {
    operationId: type,
    summary,
    tags: ['Webhooks'],
    parameters: headers.map(([name, description]) => ({
      name,
      in: 'header',
      required: true,
      description,
      schema: text,
    })),
    requestBody: { required: true, content: { 'application/json': { schema, example } } },
    responses: {
      '2XX': { description: 'Received' },
      '410': { description: 'The endpoint wants no more: it is disabled' },
      default: { description: 'Attempted again' },
    },
  };
}

const headers = [
  ['webhook-id', 'The id of the event: the same in every attempt'],
  ['webhook-timestamp', 'The time of the attempt, in seconds since the epoch'],
  ['webhook-signature', 'Signatures of Standard Webhooks (`v1,…`), separated by spaces'],
] as const;
