import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsInt,
  IsString,
  Max,
  MaxLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { Transform, Type } from 'class-transformer';
import { defineCall } from './define';
import { readLaxInteger } from './lax-values';
import { IsOrganization } from './rules';

/** At least one, or zero without recipients: Fides' form turns its alerts off with zero. */
function IsEnoughFailures(): PropertyDecorator {
  return ValidateBy({
    name: 'min',
    constraints: [0],
    validator: {
      validate: (value, context) => Number(value) >= (isOff(context?.object) ? 0 : 1),
      defaultMessage: (context) => `must not be less than ${isOff(context?.object) ? 0 : 1}`,
    },
  });
}

function isOff(alert: object | undefined): boolean {
  const addresses: unknown = alert && Reflect.get(alert, 'email_addresses');
  return Array.isArray(addresses) && addresses.length === 0;
}

/** Whom of the staff to tell when requests fail, and after how many failures (contracts/fides, Staff alerts). */
export class RequestAlert {
  /** Fides checks none of them; neither does whoever stores them. */
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(320, { each: true })
  email_addresses!: string[];

  @Transform(({ value }: { value: unknown }) => readLaxInteger(value))
  @IsInt()
  @IsEnoughFailures()
  @Max(1_000_000)
  notify_after_failures!: number;
}

export class ReadRequestAlertRequest {
  @IsOrganization()
  organization!: string;
}

/** Refused with `alert_unknown` where nobody is told. */
export const ReadRequestAlert = defineCall({
  owner: 'requests',
  name: 'read-alert',
  request: ReadRequestAlertRequest,
  reply: RequestAlert,
  askedBy: ['gateway'],
});

export class SaveRequestAlertRequest {
  @IsOrganization()
  organization!: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => RequestAlert)
  alert!: RequestAlert;
}

/** Nobody to tell ends the alert. */
export const SaveRequestAlert = defineCall({
  owner: 'requests',
  name: 'save-alert',
  request: SaveRequestAlertRequest,
  reply: RequestAlert,
  askedBy: ['gateway'],
});
