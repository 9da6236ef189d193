import type { OrganizationSettings } from '@subjectline/contracts';

/** When the person of a request that is made now is reminded to verify it. */
export function reminderAt(
  { verification_reminder_hours }: Pick<OrganizationSettings, 'verification_reminder_hours'>,
  now: Date,
): Date | null {
  return hoursFrom(verification_reminder_hours, now);
}

/** @param hours null for never */
export function hoursFrom(hours: number | null, now: Date): Date | null {
  return hours === null ? null : new Date(now.getTime() + hours * 3_600_000);
}
