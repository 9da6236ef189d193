import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleOf, problemsOf, type ClassOf } from '@subjectline/schema';
import { describe, expect, it } from 'vitest';
import { testEventType, webhookEvents, webhookEventTypes, type WebhookEventType } from './webhook-events';

const dataOf = (type: WebhookEventType): ClassOf<object> => webhookEvents[type].data;

const page = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'webhooks.md'), 'utf8');

describe('docs/webhooks.md', () => {
  it('lists every event type with its summary, and no other', () => {
    const rows = [...page.matchAll(/^\| `([a-z_]+\.[a-z_]+)` +\| (.+?) +\|$/gm)];
    const listed = Object.fromEntries(rows.map(([, type = '', summary = '']) => [type, summary]));
    delete listed[testEventType];
    expect(listed).toEqual(
      Object.fromEntries(webhookEventTypes.map((type) => [type, webhookEvents[type].summary])),
    );
  });

  it('shows examples as they are sent', () => {
    const blocks = [...page.matchAll(/```json\n([^`]+)```/g)].map(
      ([, text = '']) => JSON.parse(text) as { type: WebhookEventType; data: object },
    );
    expect(blocks.length).toBeGreaterThan(3);
    for (const { type, data } of blocks) {
      expect(problemsOf(dataOf(type), data)).toEqual([]);
      expect(data).toEqual(exampleOf(dataOf(type)));
    }
  });
});

describe('webhook events', () => {
  it('have no field for an address, a code or a text of a person', () => {
    const names = webhookEventTypes.flatMap((type) => Object.keys(exampleOf(dataOf(type))));
    expect([...new Set(names)].toSorted()).toEqual(
      [
        'about',
        'actions',
        'at',
        'bounce',
        'budget',
        'challenge_id',
        'changed_at',
        'channel',
        'consent_request_id',
        'disabled_at',
        'disowned_at',
        'due_date',
        'endpoint_id',
        'exhausted_at',
        'failing_since',
        'id',
        'kind',
        'law',
        'message_id',
        'method',
        'organization',
        'policy_key',
        'reached_at',
        'reason',
        'regulation',
        'saved_at',
        'settled_at',
        'stage',
        'state',
        'status',
        'suppressed_at',
        'taken_back_at',
        'verified_at',
      ].toSorted(),
    );
  });
});
