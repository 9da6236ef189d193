import { AppError } from '@subjectline/contracts';
import { FormBody } from '../../../http/bodies/body-parsers';
import { html, type Content, type Markup } from './html';

/** The actions of pages. */
export const actions = ['confirm', 'approve', 'reject', 'open', 'disown', 'take_back', 'renew'] as const;
export type Action = (typeof actions)[number];

/** What every form of a page sends along. */
export interface FormBasis {
  readonly token: string;
  /** Where to go on to, as it came with the link; looked at once more when the form is sent. */
  readonly redirectUrl: string | null;
}

/** A form that came back. */
export interface SentForm extends FormBasis {
  readonly action: Action;
  readonly reason: string | null;
}

interface Button {
  readonly action: Action;
  readonly label: string;
  /** A secondary action. */
  readonly isSecond?: boolean;
  /** Fields before the button. */
  readonly fields?: Content;
}

/** A form with one button, which is all that acts. */
export function formOf({ token, redirectUrl }: FormBasis, button: Button): Markup {
  const { action, label, isSecond = false, fields } = button;
  return html`<form method="post" action="links" autocomplete="off">
    <input type="hidden" name="token" value="${token}" />
    <input type="hidden" name="action" value="${action}" />
    ${redirectUrl !== null && html`<input type="hidden" name="redirect_url" value="${redirectUrl}" />`}
    ${fields}
    <button type="submit" class="${isSecond ? 'second' : 'first'}">${label}</button>
  </form>`;
}

/** "This was not me", with what it does. */
export function disownForm(basis: FormBasis, texts: { button: string; explanation: string }): Markup {
  return html`<section>
    <p>${texts.explanation}</p>
    ${formOf(basis, { action: 'disown', label: texts.button, isSecond: true })}
  </section>`;
}

/** Refuses what no form of a page sends: every field once, and an action that there is. */
export function readForm(body: unknown): SentForm {
  if (!(body instanceof FormBody)) throw new AppError('invalid');
  const action = actions.find((known) => known === fieldOf(body, 'action'));
  const token = fieldOf(body, 'token');
  if (action === undefined || token === null) throw new AppError('invalid');
  // browsers send line breaks as CRLF (HTML, Constructing the entry list) and count them as one character
  const reason = fieldOf(body, 'reason')?.replaceAll('\r\n', '\n').trim();
  return { action, token, redirectUrl: fieldOf(body, 'redirect_url'), reason: reason || null };
}

function fieldOf({ fields }: FormBody, name: string): string | null {
  const values = fields.getAll(name);
  if (values.length > 1) throw new AppError('invalid');
  return values[0] ?? null;
}
