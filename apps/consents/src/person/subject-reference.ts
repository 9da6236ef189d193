/** The subject reference of a link, without the part that tells a link made by hand from the one in a message. */
export function subjectOf(about: string): string {
  return about.split('.', 1)[0] ?? '';
}

/** What a subject reference names: `evt`, `apr`, `usr`, `sgn`, `clk`; other services have types of their own. */
export function typeOf(subject: string): string {
  return subject.split('_', 1)[0] ?? '';
}
