import {
  identifierNames,
  type Address,
  type Channel,
  type IdentifierName,
  type PersonIdentity,
  type PlainValue,
} from '@subjectline/contracts';

/** One identifier of a person, normalized for lookup: spellings of an address that differ only in case are equal. */
export type Identifier = readonly [name: string, value: string];

/** The identity as it is stored: without empty values, domains of addresses in lower case. */
export function normalizeIdentity(identity: PersonIdentity): PersonIdentity {
  const named = identifierNames.flatMap((name) => {
    const value = identity[name]?.trim();
    return value ? [[name, name === 'email' ? withLowerDomain(value) : value] as const] : [];
  });
  const custom = Object.entries(identity.custom ?? {}).filter(([, { value }]) => valuesOf(value).length > 0);
  return Object.fromEntries<unknown>([
    ...named,
    ...(custom.length > 0 ? [['custom', Object.fromEntries(custom)] as const] : []),
  ]);
}

export function identifiersOf(identity: PersonIdentity): Identifier[] {
  const { custom, ...named } = normalizeIdentity(identity);
  return [
    ...Object.entries(named).map(([name, value]) => toIdentifier(name, String(value))),
    ...Object.entries(custom ?? {}).flatMap(([name, { value }]) =>
      valuesOf(value).map((one) => toIdentifier(name, one)),
    ),
  ];
}

export function toIdentifier(name: string, value: string): Identifier {
  const kept = value.trim();
  return [name, name === 'email' ? kept.toLowerCase() : kept];
}

/** Where the person can be reached: only the verified address once there is one. */
export function addressOf({ email, phone_number }: PersonIdentity, verified: Channel | null = null): Address {
  return {
    ...(email && verified !== 'sms' && { email }),
    ...(phone_number && verified !== 'email' && { phone_number }),
  };
}

/** Those of the channels that have an address. */
export function channelsOf({ email, phone_number }: Address, channels: readonly Channel[]): Channel[] {
  const reachable = { email: Boolean(email), sms: Boolean(phone_number) };
  return channels.filter((channel) => reachable[channel]);
}

/** The first of the channels that has an address. */
export function channelFor(address: Address, channels: readonly Channel[]): Channel | null {
  return channelsOf(address, channels)[0] ?? null;
}

/** The identifiers that a consent request can be about, by priority, as in Fides. */
export const consentIdentifiers = [
  'email',
  'phone_number',
  'external_id',
  'fides_user_device_id',
] as const satisfies readonly IdentifierName[];

/** The one identifier that preferences are stored under, or null. An address that a code can reach comes first. */
export function consentIdentifierOf(
  identity: PersonIdentity,
  channels: readonly Channel[],
): PersonIdentity | null {
  const known = normalizeIdentity(identity);
  const channel = channelFor(known, channels);
  const first = consentIdentifiers.find((name) => known[name]);
  const name = channel === 'sms' ? 'phone_number' : channel === 'email' ? 'email' : first;
  return name ? { [name]: known[name] } : null;
}

function withLowerDomain(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at) + address.slice(at).toLowerCase();
}

export function valuesOf(value: PlainValue): string[] {
  return [value]
    .flat()
    .map((one) => String(one).trim())
    .filter(Boolean);
}
