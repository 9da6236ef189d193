import type { LookupAddress } from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';

/**
 * Finds the addresses of hosts. Names from outside are asked of DNS without the thread pool of Node.js: a name server that
 * does not answer would fill its four threads, and delay every other connection of this process.
 */
@Injectable()
export class HostResolver {
  private readonly resolver = new Resolver({ timeout: 2_000, tries: 2 });

  /** @param isLocal it may stand in the hosts file */
  async addressesOf(host: string, isLocal: boolean): Promise<LookupAddress[]> {
    if (isLocal) return lookup(host, { all: true });
    const found = await Promise.allSettled([this.resolver.resolve4(host), this.resolver.resolve6(host)]);
    const addresses = found.flatMap((result, index) =>
      result.status === 'fulfilled'
        ? result.value.map((address) => ({ address, family: index === 0 ? 4 : 6 }))
        : [],
    );
    const failed = found.find((result) => result.status === 'rejected');
    if (addresses.length === 0 && failed) throw failed.reason;
    return addresses;
  }
}
