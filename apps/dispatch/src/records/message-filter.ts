import type { ListMessagesRequest } from '@subjectline/contracts';
import { strongestFirst } from '../message/delivery';

export interface MessageFilter extends Omit<ListMessagesRequest, 'sealed_address'> {
  /** Of the recipient, under every key. */
  readonly digests?: readonly string[];
}

/** Conditions of a statement with their values: only those that there are, so that an index for them is used. */
export function conditionsOf(filter: MessageFilter): { readonly where: string; readonly values: unknown[] } {
  const { organization, about, state, kind, delivery, provider_key, service_type } = filter;
  const { created_gt, created_lt, before, digests } = filter;
  const values: unknown[] = [organization];
  const parts = ['messages.organization = $1'];
  const add = (value: unknown, condition: (parameter: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    parts.push(condition(`$${values.length}`));
  };
  add(about, (given) => `about = ${given}`);
  add(state, (given) => `state = ${given}`);
  add(kind, (given) => `kind = ${given}`);
  add(provider_key, (given) => `provider_key = ${given}`);
  add(service_type, (given) => `service_type = ${given}`);
  add(created_gt, (given) => `created_at > ${given}`);
  add(created_lt, (given) => `created_at < ${given}`);
  add(digests, (given) => `(recipient_digest = any(${given}) or other_digest = any(${given}))`);
  add(delivery, deliveredAs);
  add(
    before,
    (given) => `(created_at, position) < (
    select created_at, position from messages earlier where earlier.organization = $1 and earlier.id = ${given})`,
  );
  return { where: parts.join(' and '), values };
}

/** Reports of that status are found by their index; of several the strongest holds. */
function deliveredAs(status: string): string {
  const ofMessage = `reports.organization = messages.organization and reports.message_id = messages.id
    and reports.provider_key = messages.provider_key`;
  return `exists (select from delivery_reports reports where ${ofMessage} and status = ${status})
    and (select status from delivery_reports reports where ${ofMessage} order by ${strongestFirst} limit 1) = ${status}`;
}
