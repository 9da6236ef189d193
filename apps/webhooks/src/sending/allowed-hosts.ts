import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Internal hosts that an operator allows: names, and ranges of addresses. */
export interface AllowedHosts {
  readonly names: ReadonlySet<string>;
  readonly ranges: readonly Range[];
}

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;

export function readAllowedHosts(list: string): AllowedHosts {
  const entries = entriesOf(list);
  return {
    names: new Set(entries.filter((entry) => rangeOf(entry) === null)),
    ranges: entries.flatMap((entry) => {
      const range = rangeOf(entry);
      return range ? [range] : [];
    }),
  };
}

/** What is wrong with the list, or null. */
export function allowedHostsProblem(list: string): string | null {
  const wrong = entriesOf(list).find((entry) => rangeOf(entry) === null && !isName(entry));
  return wrong === undefined
    ? null
    : 'must be a list of host names and ranges, such as hooks.example.internal,10.20.0.0/16';
}

function isName(entry: string): boolean {
  // digits and dots alone are no name but a broken address
  return hostName.test(entry) && !/^[\d.]+$/.test(entry);
}

function entriesOf(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
}

/** A range, or a single address; null for a name. */
function rangeOf(entry: string): Range | null {
  if (isIP(entry)) return [ipaddr.parse(entry), isIP(entry) === 4 ? 32 : 128];
  return ipaddr.isValidCIDR(entry) ? ipaddr.parseCIDR(entry) : null;
}
