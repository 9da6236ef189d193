import type { Address, Channel, RequestIdentity } from '@subjectline/contracts';

/** What the sealed identity of a request is bound to. */
export function identityContext(organization: string, id: string): string {
  return `request-identity:${organization}:${id}`;
}

/** The values that are there, by the name of the identifier; two spellings of one address are one. */
export function identifiersOf(identity: RequestIdentity): [string, string][] {
  return Object.entries(identity)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '')
    .map(([name, value]) => [name, name === 'email' ? value.trim().toLowerCase() : value.trim()]);
}

/** Where the person can be reached. */
export function addressOf({ email, phone_number }: RequestIdentity): Address {
  return {
    ...(email && { email: email.trim() }),
    ...(phone_number && { phone_number }),
  };
}

/** The first of the channels that has an address. */
export function channelFor({ email, phone_number }: Address, channels: readonly Channel[]): Channel | null {
  const reachable = { email: Boolean(email), sms: Boolean(phone_number) };
  return channels.find((channel) => reachable[channel]) ?? null;
}
