import { createHash } from 'node:crypto';
import { namedId, type SentEventType } from '@subjectline/contracts';
import type { NewEvent } from '../delivery/event.store';

/**
 * An event as it is sent. Its id is made of what it says: when the broker delivers an event again, or publishes it again
 * after a loss, it is the same webhook.
 */
export function webhookEvent(
  type: SentEventType,
  timestamp: string,
  data: { readonly organization: string },
): NewEvent {
  const body = JSON.stringify({ type, timestamp, data });
  const id = namedId('whe', createHash('sha256').update(body).digest());
  return { organization: data.organization, id, type, body };
}
