import { Int, ListOf, Nested, ReadBy, type Rule, Text, With } from '@subjectline/schema';
import { ValidateBy } from 'class-validator';
import { callOf } from '../contract/define';
import { readLaxInteger } from '../values/lax-values';
import { OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

/** At least one, or zero without recipients: Fides' form turns its alerts off with zero. */
const isEnoughFailures: Rule = (each) =>
  ValidateBy(
    {
      name: 'min',
      constraints: [leastFailures],
      validator: {
        validate: (value, context) => Number(value) >= leastFailures(context?.object),
        defaultMessage: (context) => `must not be less than ${leastFailures(context?.object)}`,
      },
    },
    each,
  );

function leastFailures(alert: object | undefined): number {
  const addresses: unknown = alert && Reflect.get(alert, 'email_addresses');
  return Array.isArray(addresses) && addresses.length === 0 ? 0 : 1;
}

/** Whom of the staff to tell when requests fail, and after how many failures. */
export class RequestAlert {
  /** Not validated, as in Fides. */
  @ListOf(Text({ max: 320, example: 'privacy-team@example.com' }), { max: 100 }) email_addresses!: string[];

  @ReadBy(
    readLaxInteger,
    With(Int({ max: 1_000_000, example: 5 }), { rules: [isEnoughFailures], schema: { minimum: 0 } }),
  )
  notify_after_failures!: number;
}

export class ReadRequestAlertRequest {
  @OrganizationId organization!: string;
}

/** Refused with `alert_unknown` if no alert is configured. */
export const ReadRequestAlert = call('read-alert', ReadRequestAlertRequest, RequestAlert);

export class SaveRequestAlertRequest {
  @OrganizationId organization!: string;
  @Nested(() => RequestAlert) alert!: RequestAlert;
}

/** An empty list turns the alert off. */
export const SaveRequestAlert = call('save-alert', SaveRequestAlertRequest, RequestAlert);
