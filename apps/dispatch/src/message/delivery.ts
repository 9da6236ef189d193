import {
  deliveryStatuses,
  type BounceClass,
  type DeliveryStatus,
  type ProviderReason,
} from '@subjectline/contracts';

/** What a vendor reports of a message, as it is stored. */
export interface Delivery {
  readonly status: DeliveryStatus;
  readonly bounce: BounceClass | null;
  readonly reason: ProviderReason | null;
  readonly code: string | null;
  readonly at: Date;
  readonly report_key: string;
}

/** The order of `strongest` in SQL: of all reports of a message the first one holds. */
export const strongestFirst = `array_position(array[${deliveryStatuses
  .map((status) => `'${status}'`)
  .join(', ')}], status) desc, at desc, report_key collate "C" desc`;

/**
 * The report that holds. The same one whatever the order in which they arrived, so that a late or repeated report
 * changes nothing.
 */
export function strongest<T extends Delivery>(reports: readonly T[]): T | null {
  return reports.reduce<T | null>((best, one) => (best && !isStronger(one, best) ? best : one), null);
}

function isStronger(one: Delivery, other: Delivery): boolean {
  const byStatus = deliveryStatuses.indexOf(one.status) - deliveryStatuses.indexOf(other.status);
  if (byStatus !== 0) return byStatus > 0;
  const byTime = one.at.getTime() - other.at.getTime();
  return byTime === 0 ? one.report_key > other.report_key : byTime > 0;
}
