/** The host of a service of AWS in a region. */
export function hostOf(service: 'email' | 'sns', region: string): string {
  return `${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}
