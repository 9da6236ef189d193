import {
  identifierNames,
  type Address,
  type Channel,
  type IdentifierName,
  type PersonIdentity,
  type PlainValue,
} from '@subjectline/contracts';

/** One thing that a person is known by, ready to be looked up: two spellings of one address are one. */
export type Identifier = readonly [name: string, value: string];

/** What is there of an identity, in the spelling that is kept: the domain of an address is the same in any case. */
export function tidy(identity: PersonIdentity): PersonIdentity {
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
  const { custom, ...named } = tidy(identity);
  return [
    ...Object.entries(named).map(([name, value]) => lookedUp(name, String(value))),
    ...Object.entries(custom ?? {}).flatMap(([name, { value }]) =>
      valuesOf(value).map((one) => lookedUp(name, one)),
    ),
  ];
}

export function lookedUp(name: string, value: string): Identifier {
  const kept = value.trim();
  return [name, name === 'email' ? kept.toLowerCase() : kept];
}

/** Where the person can be reached; once they have proved one address, there alone. */
export function addressOf({ email, phone_number }: PersonIdentity, verified: Channel | null = null): Address {
  return {
    ...(email && verified !== 'sms' && { email }),
    ...(phone_number && verified !== 'email' && { phone_number }),
  };
}

/** The first of the channels that has an address. */
export function channelFor({ email, phone_number }: Address, channels: readonly Channel[]): Channel | null {
  const reachable = { email: Boolean(email), sms: Boolean(phone_number) };
  return channels.find((channel) => reachable[channel]) ?? null;
}

/** What a consent request can be about, in the order in which one is chosen (contracts/fides, Consent requests). */
export const consentIdentifiers = [
  'email',
  'phone_number',
  'external_id',
  'fides_user_device_id',
] as const satisfies readonly IdentifierName[];

/** The one identifier that preferences are kept under, or null. An address that a code can reach comes first. */
export function keptIdentifier(
  identity: PersonIdentity,
  channels: readonly Channel[],
): PersonIdentity | null {
  const there = tidy(identity);
  const reached = channelFor(there, channels);
  const first = consentIdentifiers.find((name) => there[name]);
  const name = reached === 'sms' ? 'phone_number' : reached === 'email' ? 'email' : first;
  return name ? { [name]: there[name] } : null;
}

/** Fides' properties; there is no registry of them here, so that the form of an id is all there is to check. */
export function isPropertyId(id: string): boolean {
  return /^FDS-[A-Z0-9]{6}$/.test(id);
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
