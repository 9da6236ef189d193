import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  ListCreatedWordings,
  messageKind,
  ReadWording,
  RemoveWording,
  RestoreWording,
  SaveWording,
  type CreatedWording,
  type SaveMode,
  type WordingChanges,
} from '@subjectline/contracts';
import type { Caller } from '../security/token.service';
import { placedProperties } from './email-content';
import { emailId, isEmailType, type EmailPlace } from './email-id';
import { toEmail, toFullEmail, type EmailResource, type FullEmailResource } from './email.resource';

/** Templates' words for e-mails: a wording of a kind in a language, that an organization has created. */
@Injectable()
export class EmailService {
  constructor(private readonly bus: Bus) {}

  /** Those of Didomi's types, the first created first; an organization has few. */
  async created(organization: string): Promise<(CreatedWording & EmailPlace)[]> {
    const found: CreatedWording[] = [];
    for (let total = 1; found.length < total;) {
      const page = await this.bus.ask(ListCreatedWordings, { organization, skip: found.length, limit: 100 });
      found.push(...page.items);
      total = page.items.length === 0 ? 0 : page.total;
    }
    return found.flatMap(({ kind, ...rest }) => (isEmailType(kind) ? [{ kind, ...rest }] : []));
  }

  async save(
    { organization, clientId }: Caller,
    place: EmailPlace,
    mode: SaveMode,
    changes: WordingChanges,
  ): Promise<FullEmailResource> {
    const asked = this.bus.ask(SaveWording, { organization, ...place, mode, changes, saved_by: clientId });
    return toFullEmail(place.kind, await placedProperties('changes', named(place, asked)));
  }

  async read(organization: string, place: EmailPlace, version?: number): Promise<FullEmailResource> {
    const { kind, locale } = place;
    const question = { organization, kind, locale, ...(version !== undefined && { version }) };
    return toFullEmail(place.kind, await named(place, this.bus.ask(ReadWording, question)));
  }

  /** Without those that were removed since they were listed. */
  async readAll(organization: string, places: readonly EmailPlace[]): Promise<EmailResource[]> {
    const answers = places.map(async ({ kind, locale }) => {
      const wording = await this.bus
        .ask(ReadWording, { organization, kind, locale })
        .catch((error: unknown) => {
          if (error instanceof AppError && error.code === 'template_unknown') return null;
          throw error;
        });
      return wording && toEmail(kind, wording);
    });
    return (await Promise.all(answers)).filter((email) => email !== null);
  }

  async remove({ organization, clientId }: Caller, place: EmailPlace): Promise<void> {
    await named(place, this.bus.ask(RemoveWording, { organization, ...place, saved_by: clientId }));
  }

  async restore(
    { organization, clientId }: Caller,
    place: EmailPlace,
    version: number,
  ): Promise<FullEmailResource> {
    const asked = this.bus.ask(RestoreWording, { organization, ...place, version, saved_by: clientId });
    return toFullEmail(place.kind, await placedProperties('changes', named(place, asked)));
  }

  /** Of a type that is ready by default something is sent before the organization has created anything. */
  async requireSendable(organization: string, place: EmailPlace): Promise<void> {
    if (messageKind(place.kind).mustBeCreated) await this.read(organization, place);
  }
}

/** Refusals name an e-mail by the id that it has here. */
export async function named<T>(place: EmailPlace, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('template_')) throw error;
    const facts = { ...error.facts, id: emailId(place), type: place.kind, locale: place.locale };
    throw new AppError(error.code, facts, error.problems);
  }
}
