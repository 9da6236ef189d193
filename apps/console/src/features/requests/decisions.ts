import { client } from '../../api/client';

export const decisions = ['approve', 'deny', 'cancel'] as const;
export type Decision = (typeof decisions)[number];

/** One request that could not be changed, and why. */
export interface Failure {
  readonly id: string;
  readonly message: string;
}

export interface DecisionResult {
  readonly succeeded: number;
  readonly failed: readonly Failure[];
}

interface Order {
  readonly decision: Decision;
  readonly ids: readonly string[];
  /** For a denial; the person reads it. */
  readonly reason: string;
}

export async function decide({ decision, ids, reason }: Order): Promise<DecisionResult> {
  const request_ids = [...ids];
  const { data } =
    decision === 'deny'
      ? await client.PATCH('/api/v1/privacy-request/administrate/deny', { body: { request_ids, reason } })
      : await client.PATCH(`/api/v1/privacy-request/administrate/${decision}`, { body: { request_ids } });
  const failed = (data?.failed ?? []).map(({ message, data: given }) => ({ id: idIn(given), message }));
  return { succeeded: data?.succeeded.length ?? 0, failed };
}

/** Of the request as it is now, or of what was sent. */
function idIn(given: unknown): string {
  const { id, privacy_request_id } = (given ?? {}) as { id?: string; privacy_request_id?: string };
  return id ?? privacy_request_id ?? '';
}
