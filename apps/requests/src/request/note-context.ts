/** What the sealed value of a note is bound to. */
export function noteContext(organization: string, id: string): string {
  return `request-note:${organization}:${id}`;
}
