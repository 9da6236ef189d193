import { BlockList, isIP } from 'node:net';

/** How many addresses are remembered. */
const maxKnown = 1_000;

/**
 * The address by which a caller is rate-limited. X-Forwarded-For is trusted only from our own proxies: those
 * named in SUBJECTLINE_TRUSTED_PROXIES, or on the same machine (SUBJECTLINE_TRUST_LOOPBACK). Each proxy appends the
 * address of its peer to X-Forwarded-For. Read from the right, the first address that is not one of our proxies is the
 * caller; anything to its left can be forged.
 *
 * Fastify's `trustProxy` does less: it does not recognize a proxy that is written with a port or in brackets, as some
 * balancers do, and takes a word such as `unknown` for the caller.
 */
export class ClientAddresses {
  private readonly proxies = new BlockList();
  private readonly known = new Map<string, boolean>();

  /**
   * @param trustedProxies IPs and CIDRs, separated by commas
   * @param trustsLoopback whether programs on this machine are proxies of ours, and not counted themselves
   */
  constructor(
    trustedProxies = '',
    private readonly trustsLoopback = true,
  ) {
    if (trustsLoopback) {
      this.proxies.addSubnet('127.0.0.0', 8, 'ipv4');
      this.proxies.addAddress('::1', 'ipv6');
    }
    for (const entry of entriesOf(trustedProxies)) this.trust(entry);
  }

  /**
   * The caller's IPv4 address, or the /64 of their IPv6 address, which usually belongs to one subscriber. Null for a
   * program on this machine that speaks for itself, such as a test or a job: it could as well use the database, and all
   * such programs would share one count.
   * @param isRelayed whether the peer relays another caller without naming it: that caller is counted as the peer
   */
  of(peer: string | undefined, forwardedFor: string | undefined, isRelayed = false): string | null {
    const hops = entriesOf(forwardedFor ?? '');
    let client = plain(peer ?? '');
    if (client === null) return null;
    if (hops.length === 0 && !isRelayed && this.trustsLoopback && isLoopback(client)) return null;
    while (this.isProxy(client)) {
      const hop = plain(hops.pop() ?? '');
      // the chain ends here, or a proxy of ours wrote what is no address: the last one that is known counts
      if (hop === null) break;
      client = hop;
    }
    return networkOf(client);
  }

  /** The address under which a connection is counted; null for a proxy of ours, which carries the calls of many. */
  ofConnection(peer: string | undefined): string | null {
    const address = plain(peer ?? '');
    return address === null || this.isProxy(address) ? null : networkOf(address);
  }

  /** The list makes an object of every address that it is asked about, and is asked twice for each call. */
  private isProxy(address: string): boolean {
    const known = this.known.get(address);
    if (known !== undefined) return known;
    const isProxy = this.proxies.check(address, familyOf(address));
    if (this.known.size >= maxKnown) this.known.clear();
    this.known.set(address, isProxy);
    return isProxy;
  }

  private trust(entry: string): void {
    const [address = '', prefix] = entry.split('/');
    if (prefix === undefined) this.proxies.addAddress(address, familyOf(address));
    else this.proxies.addSubnet(address, Number(prefix), familyOf(address));
  }
}

/** Whether a text is a list as the constructor takes it. */
export function isProxyList(text: unknown): boolean {
  return typeof text === 'string' && entriesOf(text).every(isProxyEntry);
}

function isProxyEntry(entry: string): boolean {
  const [address = '', prefix, rest] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || rest !== undefined) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

function entriesOf(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
}

/** An address without brackets, port and zone, IPv4 out of its IPv6 wrapping; null when it is none. */
function plain(text: string): string | null {
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? [];
  const [, dotted] = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text) ?? [];
  const address = (bracketed ?? dotted ?? text).split('%', 1)[0] ?? '';
  if (isIP(address) !== 6) return isIP(address) === 4 ? address : null;
  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (!isMapped) return address;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

function networkOf(address: string): string {
  if (familyOf(address) === 'ipv4') return address;
  const network = groupsOf(address).slice(0, 4);
  return `${network.map((group) => group.toString(16)).join(':')}::/64`;
}

/** The eight groups of an IPv6 address. The URL parser knows every way to write one (WHATWG URL, IPv6 parser). */
function groupsOf(address: string): number[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const read = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [left, right] = [read(head), read(tail ?? '')];
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
