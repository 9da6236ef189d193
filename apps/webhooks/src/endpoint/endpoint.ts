import type { DisabledReason, WebhookEndpoint, WebhookEventType } from '@subjectline/contracts';

export interface EndpointRow {
  organization: string;
  id: string;
  url: string;
  description: string | null;
  /** Empty: all. */
  event_types: WebhookEventType[];
  enabled: boolean;
  disabled_reason: DisabledReason | null;
  failing_since: Date | null;
  sealed_secret: string;
  sealed_previous_secret: string | null;
  previous_secret_until: Date | null;
  created_at: Date;
  updated_at: Date;
}

export type EndpointKey = Pick<EndpointRow, 'organization' | 'id'>;

export function toEndpoint(row: EndpointRow, now: Date): WebhookEndpoint {
  const { id, url, description, event_types, enabled, disabled_reason, previous_secret_until: until } = row;
  return {
    id,
    url,
    description,
    event_types,
    enabled,
    disabled_reason,
    failing_since: row.failing_since?.toISOString() ?? null,
    previous_secret_until: until && until > now ? until.toISOString() : null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
