import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { AddressGuard } from './address-guard';
import { HostResolver } from './host-resolver';

type LookupCallback = Parameters<LookupFunction>[2];

/** A URL leads to no address that we may connect to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly code = 'ADDRESS_REFUSED';
}

/**
 * Resolves names for the connections of webhooks, and gives only addresses that are permitted: the socket connects to one
 * of these, so that a name with another answer a moment later gains nothing.
 */
export function guardedLookup(guard: AddressGuard, resolver: HostResolver, protocol: string): LookupFunction {
  const find = async (name: string, options: LookupOptions, callback: LookupCallback): Promise<void> => {
    const host = name.replace(/\.$/, '').toLowerCase();
    try {
      answer(await permitted(guard, resolver, host, protocol), options, callback);
    } catch (error) {
      callback(error as NodeJS.ErrnoException, '');
    }
  };
  return (name, options, callback) => void find(name, options, callback);
}

async function permitted(
  guard: AddressGuard,
  resolver: HostResolver,
  host: string,
  protocol: string,
): Promise<LookupAddress[]> {
  const found = await resolver.addressesOf(host, guard.isLocalName(host));
  const addresses = found.filter(({ address }) => guard.permits(address, host, protocol));
  if (addresses.length === 0) throw new AddressRefused('the host has no address that webhooks may go to');
  return addresses;
}

function answer(addresses: LookupAddress[], { all, family }: LookupOptions, callback: LookupCallback): void {
  const wanted = family === 4 || family === 6 ? addresses.filter((one) => one.family === family) : addresses;
  const usable = wanted.length > 0 ? wanted : addresses;
  const [first] = usable;
  if (all) callback(null, usable);
  else callback(null, first?.address ?? '', first?.family);
}
