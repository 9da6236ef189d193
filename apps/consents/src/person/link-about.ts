/** What a link is about, without what tells a link made by hand from the one in a message. */
export function thingOf(about: string): string {
  return about.split('.', 1)[0] ?? '';
}

/** Of which sort the thing is: `evt`, `apr`, `usr`, `sgn`, `clk`; others belong to other services. */
export function sortOf(about: string): string {
  return about.split('_', 1)[0] ?? '';
}
