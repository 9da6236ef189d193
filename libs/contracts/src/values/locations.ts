/** ISO 3166, and the European Economic Area as Fides has it. */
export const locationPattern = /^([A-Z]{2}(-[A-Z0-9]{1,3})?|EEA)$/;

/** `us_ca`, `us-ca` and `US-CA` are one place. */
export function normalizedLocation(text: string): string {
  return text.trim().replaceAll('_', '-').toUpperCase();
}
