import type { MessageState } from '@subjectline/contracts';
import type { DeliveryReport } from '@subjectline/providers';
import { strongest, type Delivery } from '../message/delivery';
import type { ReportedMessage } from './report.store';

/** What holds of a message from now on. */
export interface DeliveryChange {
  readonly message: ReportedMessage;
  readonly delivery: Delivery;
}

/**
 * Whether a report is about a message that went through its config. Mailgun's events are not signed, so both ids have to
 * fit; of a message that went out twice, the vendor's id of the first copy is not known.
 */
export function isAbout(
  { providerMessageId }: DeliveryReport,
  message: ReportedMessage | undefined,
): boolean {
  if (!message || !(message.is_last || message.was_tried)) return false;
  const { provider_message_id: known } = message;
  return !message.is_last || known === null || providerMessageId === null || known === providerMessageId;
}

/** Null: nothing that holds has changed. What another config says of an earlier try is history. */
export function changeOf(
  message: ReportedMessage,
  before: readonly Delivery[],
  added: readonly Delivery[],
): DeliveryChange | null {
  if (!message.is_last || added.length === 0) return null;
  const held = strongest(before);
  const delivery = strongest([...before, ...added]);
  return delivery && delivery !== held ? { message, delivery } : null;
}

/** The state of a message of which it was not known whether it left; null where it stays as it is. */
export function stateAfter(
  { state, unknown_attempts }: ReportedMessage,
  { status }: Delivery,
): Extract<MessageState, 'sent' | 'failed'> | null {
  if (state === 'unknown') return status === 'rejected' ? 'failed' : 'sent';
  // its next try would be a second copy of what has arrived, or will
  const isCopy = state === 'queued' && unknown_attempts > 0;
  return isCopy && (status === 'delivered' || status === 'accepted' || status === 'deferred') ? 'sent' : null;
}
