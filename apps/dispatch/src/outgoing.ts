import type { Channel } from '@subjectline/contracts';
import type { OutgoingMessage } from '@subjectline/providers';
import type { FoundWording } from './wordings';

export interface Delivery {
  readonly id: string;
  readonly to: string;
  readonly channel: Channel;
  readonly variables: Readonly<Record<string, string>>;
  readonly expiresAt?: Date | null;
}

/** What a provider is handed. */
export function outgoingMessage(wording: FoundWording, delivery: Delivery): OutgoingMessage {
  const { id, to, channel, variables, expiresAt } = delivery;
  const { compiled, locale } = wording;
  const { subject, bodyHtml, html, text } = compiled.render(channel, variables, { locale });
  return {
    id,
    to,
    text,
    ...(subject !== null && { subject }),
    ...(html !== null && { html }),
    ...(bodyHtml !== null && { bodyHtml }),
    variables,
    ...(expiresAt && { expiresAt }),
  };
}
