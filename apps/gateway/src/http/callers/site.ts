/**
 * The /48 around a caller's /64 (`client-address.ts`), which one organization usually has (RFC 6177); null for an IPv4
 * address.
 */
export function siteOf(address: string): string | null {
  const [network, length] = address.split('::/');
  return length === '64' ? `${network?.split(':').slice(0, 3).join(':')}::/48` : null;
}
