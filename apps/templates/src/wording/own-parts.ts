import { ownPartNames, type OwnPartName, type Wording, type WordingChanges } from '@subjectline/contracts';

/** The parts that an organization wrote itself; null for the part of the layer below. */
export type OwnParts = { readonly [Part in OwnPartName]: Wording[Part] | null };

export const noParts: OwnParts = {
  subject: null,
  html: null,
  text: null,
  sms: null,
  from_name: null,
  reply_to: null,
};

/** An absent part stays; null removes it. */
export function changed(before: OwnParts, changes: WordingChanges): OwnParts {
  const { subject = before.subject, html = before.html, text = before.text, sms = before.sms } = changes;
  const { from_name = before.from_name, reply_to = before.reply_to } = changes;
  return { subject, html, text, sms, from_name, reply_to };
}

export function partsWritten(parts: OwnParts): OwnPartName[] {
  return ownPartNames.filter((name) => parts[name] !== null);
}
