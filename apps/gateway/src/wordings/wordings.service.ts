import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  fallbackChain,
  ListCreatedWordings,
  ListWordings,
  ListWordingVersions,
  messageKindIds,
  PreviewWording,
  ReadWording,
  RemoveWording,
  RestoreWording,
  SaveWording,
  type CreatedWording,
  type Problem,
  type RemoveWordingRequest,
  type RenderedMessage,
  type WordingPlace,
  type WordingVersion,
  type WordingVersions,
} from '@subjectline/contracts';
import { placed } from '../http/bodies/placed';
import { pageOf, sliceOfPage, type Page, type PageQuery } from '../http/page';
import { variableProblems } from '../messages/message-variables';
import type { PreviewWordingBody, SaveWordingBody } from './wording.bodies';
import { toKind, toWording, type WordingKinds, type WordingResource } from './wording.resource';

type Place = Required<WordingPlace>;

@Injectable()
export class WordingsService {
  constructor(private readonly bus: Bus) {}

  async kinds(organization: string): Promise<WordingKinds> {
    const created = await this.created(organization);
    return { items: messageKindIds.map((kind) => toKind(kind, created)) };
  }

  /** Where a language has no words, those of the nearest one are in force. */
  async read(place: Place): Promise<WordingResource> {
    for (const locale of fallbackChain(place.locale)) {
      const { wordings } = await this.bus.ask(ListWordings, { ...place, locale });
      const [found] = wordings;
      if (!found) continue;
      const wording = toWording(found);
      if (locale === place.locale) return wording;
      const nothing = { version: 0, customised: false, own_parts: [], created_at: null, updated_at: null };
      return { ...wording, ...nothing, locale: place.locale };
    }
    throw new AppError('template_unknown', { id: place.kind });
  }

  async save(
    place: RemoveWordingRequest,
    { if_version, ...changes }: SaveWordingBody,
  ): Promise<WordingResource> {
    const asked = this.bus.ask(SaveWording, {
      ...place,
      changes,
      ...(if_version !== undefined && { if_version }),
    });
    return toWording(await placed('body', asked, 'changes'));
  }

  async remove(place: RemoveWordingRequest): Promise<void> {
    await this.bus.ask(RemoveWording, place);
  }

  async preview(
    place: Place,
    { channel = 'email', changes, variables = {}, brand }: PreviewWordingBody,
  ): Promise<RenderedMessage> {
    const problems = variableProblems(place.kind, variables);
    if (problems.length > 0) throw new AppError('invalid', {}, problems);
    const draft = changes && { draft: changes };
    const asked = this.bus.ask(PreviewWording, {
      ...place,
      channel,
      variables,
      ...draft,
      ...(brand && { brand }),
    });
    return ofChanges(asked);
  }

  async versions(place: Place, query: PageQuery): Promise<Page<WordingVersion>> {
    const asked = this.bus.ask(ListWordingVersions, { ...place, ...sliceOfPage(query) });
    const { items, total } = await asked.catch(noneIfUnknown);
    return pageOf(items, total, query);
  }

  async version(place: Place, version: number): Promise<WordingResource> {
    return toWording(await this.bus.ask(ReadWording, { ...place, version }));
  }

  async restore(place: RemoveWordingRequest, version: number): Promise<WordingResource> {
    return toWording(await this.bus.ask(RestoreWording, { ...place, version }));
  }

  private async created(organization: string): Promise<readonly CreatedWording[]> {
    const found: CreatedWording[] = [];
    for (;;) {
      const page = { skip: found.length, limit: 100 };
      const { items, total } = await this.bus.ask(ListCreatedWordings, { organization, ...page });
      found.push(...items);
      if (items.length === 0 || found.length >= total) return found;
    }
  }
}

/** The kind is known: it never had words of its own. */
function noneIfUnknown(error: unknown): WordingVersions {
  if (error instanceof AppError && error.code === 'template_unknown') return { items: [], total: 0 };
  throw error;
}

/** What templates calls the draft are the changes of the body. */
async function ofChanges<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AppError) || error.problems.length === 0) throw error;
    const problems = error.problems.map(({ path: [first, ...rest], ...problem }): Problem => ({
      ...problem,
      path: ['body', first === 'draft' ? 'changes' : (first ?? ''), ...rest],
    }));
    throw new AppError(error.code, error.facts, problems);
  }
}
