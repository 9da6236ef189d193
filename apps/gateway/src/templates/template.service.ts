import type { Template } from './template.resource';
import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  messageKind,
  SaveWording,
  ShowWording,
  type ShownTemplate,
  type ShownWording,
  type WordingChanges,
  type WordingPlace,
} from '@subjectline/contracts';
import { fidesText } from '../http/errors/fides-errors';
import { toAuthor, toTemplate, toTyped } from './template-text';
import { isTemplateType, type TemplateType } from './template-types';
import type { TemplateBody } from './template.body';

/** The outcome of one template of several. */
export type PutResult =
  | { readonly succeeded: TemplateType }
  | { readonly failed: { readonly message: string; readonly data: TemplateBody } };

/** The parts of a wording that an author typed; null takes one back, and what is absent stays. */
export type TypedParts = Partial<Record<'subject' | 'html' | 'text' | 'sms', string | null>>;

/** Which template: Fides has one of each type; ours has one in each language, and the default one is Fides'. */
export interface TemplatePlace {
  readonly organization: string;
  readonly type: TemplateType;
  readonly locale?: string | undefined;
}

/** Fides' templates are the wordings of the default language, written with placeholders. */
@Injectable()
export class TemplateService {
  constructor(private readonly bus: Bus) {}

  show(place: TemplatePlace, { shipped = false } = {}): Promise<ShownWording> {
    return this.bus.ask(ShowWording, { ...wordingPlace(place), shipped });
  }

  async put({ organization, locale }: Omit<TemplatePlace, 'type'>, item: TemplateBody): Promise<PutResult> {
    const { type, content } = item;
    const fail = (message: string): PutResult => ({ failed: { message, data: { type, content } } });
    if (!isTemplateType(type)) return fail('Invalid template type.');
    const { subject, body: html } = content;
    if (!isTyped(subject) || !isTyped(html)) return fail('Unexpected error updating template.');
    try {
      await this.save({ organization, type, locale }, { subject, html });
      return { succeeded: type };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const said = error.problems.map(
        ({ path, message }) => `${fidesNameOf(path.at(-1))}: ${toAuthor(message)}`,
      );
      return fail(said.length > 0 ? said.join('; ') : fidesText(error));
    }
  }

  async save(place: TemplatePlace, typed: TypedParts): Promise<void> {
    const [current, shipped] = await Promise.all([this.show(place), this.show(place, { shipped: true })]);
    const changes: WordingChanges = {};
    let wantsShipped = false;
    for (const part of ['subject', 'html', 'text', 'sms'] as const) {
      const text = typed[part];
      // what is shown and comes back is no change: conditions that its author cannot see stay in it
      if (text === undefined || isShownBy(current[part], text)) continue;
      const takesBack = text === null || text === '' || isShownBy(shipped[part], text);
      if (!takesBack) changes[part] = toTemplate(place.type, text);
      else if (current.customised) changes[part] = null;
      else wantsShipped ||= !isSame(current[part], shipped[part]);
    }
    if (Object.keys(changes).length > 0) await this.bus.ask(SaveWording, { ...wordingPlace(place), changes });
    // what is shown here comes from a wider language: a template of its own, be it empty, stands before that
    else if (wantsShipped)
      await this.bus.ask(SaveWording, { ...wordingPlace(place), mode: 'create', changes });
  }
}

function wordingPlace({ organization, type, locale }: TemplatePlace): WordingPlace {
  return { organization, kind: type, ...(locale !== undefined && { locale }) };
}

export function templateOf(type: TemplateType, { subject, html }: ShownWording): Template {
  return {
    type,
    label: messageKind(type).label,
    content: { subject: toTyped(subject), body: toTyped(html) },
  };
}

function isTyped(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isShownBy(shown: ShownTemplate | null, text: string | null): boolean {
  return shown === null ? text === null : toTyped(shown) === text;
}

function isSame(one: ShownTemplate | null, other: ShownTemplate | null): boolean {
  return isShownBy(one, other && toTyped(other));
}

function fidesNameOf(part: string | number | undefined): string {
  return part === 'html' ? 'body' : String(part);
}
