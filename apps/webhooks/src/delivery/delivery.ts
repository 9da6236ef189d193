import type { DeliveryReason, DeliveryState, SentEventType, WebhookDelivery } from '@subjectline/contracts';

export interface DeliveryRow {
  organization: string;
  id: string;
  endpoint_id: string;
  event_id: string;
  event_type: SentEventType;
  state: DeliveryState;
  reason: DeliveryReason | null;
  attempts: number;
  created_at: Date;
  next_attempt_at: Date | null;
  settled_at: Date | null;
}

export function toDelivery(row: DeliveryRow): WebhookDelivery {
  const { id, endpoint_id, event_id, event_type, state, reason, attempts } = row;
  return {
    id,
    endpoint_id,
    event_id,
    event_type,
    state,
    reason,
    attempts,
    created_at: row.created_at.toISOString(),
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    settled_at: row.settled_at?.toISOString() ?? null,
  };
}
