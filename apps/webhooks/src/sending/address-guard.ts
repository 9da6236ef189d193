import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { WebhooksEnv } from '../env';
import { readAllowedHosts, type AllowedHosts } from './allowed-hosts';

/** Addresses that are public by their range and belong to the machine's own cloud. */
const cloudAddresses = new Set(['168.63.129.16']);

/** Ranges that a host of the operator's own network may have. */
const internalRanges = new Set(['private', 'uniqueLocal', 'carrierGradeNat']);

/** All that is assigned to the public IPv6 internet. */
const publicIpv6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/**
 * Decides which addresses webhooks may connect to. Their URLs come from API clients, who must not reach through us what
 * only we can reach: the network behind the firewall, this machine, the metadata service of a cloud.
 */
@Injectable()
export class AddressGuard {
  private readonly allowed: AllowedHosts;
  private readonly allowsLoopback: boolean;

  constructor(env: WebhooksEnv) {
    this.allowed = readAllowedHosts(env.SUBJECTLINE_WEBHOOK_ALLOWED_HOSTS ?? '');
    this.allowsLoopback = env.SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK === 'true';
  }

  /**
   * Whether an endpoint may have this URL. What its name resolves to is checked whenever a connection is made.
   * @returns what is wrong with it, or null
   */
  urlProblem(text: string): string | null {
    const url = new URL(text);
    if (url.hash !== '') return 'must not have a fragment';
    const host = hostOf(url);
    if (url.protocol === 'http:' && !(this.allowsLoopback && isLoopbackHost(host))) return 'must be https';
    const isRefused = isIP(host) ? !this.permits(host, host, url.protocol) : this.isRefusedName(host);
    return isRefused ? 'must not lead to an internal address' : null;
  }

  /** @param host by which it was found: an address itself, or the name of the URL */
  permits(address: string, host: string, protocol: string): boolean {
    const parsed = ipaddr.process(address);
    const range = parsed.range();
    const isLoopback = range === 'loopback' && this.allowsLoopback;
    if (protocol !== 'https:') return isLoopback;
    if (isLoopback || this.allowed.ranges.some((one) => isWithin(parsed, one))) return true;
    if (internalRanges.has(range)) return this.allowed.names.has(host);
    return isPublic(parsed);
  }

  /** Names that are found without DNS, in the hosts file of this machine or its search domains. */
  isLocalName(host: string): boolean {
    return this.allowed.names.has(host) || (this.allowsLoopback && isLoopbackHost(host));
  }

  private isRefusedName(host: string): boolean {
    return isLoopbackHost(host) && !this.allowsLoopback;
  }
}

/** Without the brackets of IPv6, and the dot at the end of a full name. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function isLoopbackHost(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  return isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback';
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  // the ranges of tunnels and translators (6to4, Teredo, NAT64) have names of their own: an IPv4 address is inside
  if (address.range() !== 'unicast') return false;
  if (address instanceof ipaddr.IPv6) return address.match(publicIpv6);
  return !cloudAddresses.has(address.toString());
}

function isWithin(
  address: ipaddr.IPv4 | ipaddr.IPv6,
  [network, bits]: readonly [ipaddr.IPv4 | ipaddr.IPv6, number],
): boolean {
  return address.kind() === network.kind() && address.match([network, bits] as never);
}
