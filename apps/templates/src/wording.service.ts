import { Injectable } from '@nestjs/common';
import {
  AppError,
  builtinOrganization,
  messageKind,
  messageKindIds,
  type ListWordingsRequest,
  type MessageKindId,
  type PreviewWordingRequest,
  type Problem,
  type PublishedWording,
  type RenderedMessage,
  type SaveWordingRequest,
  type ShownWording,
  type ShowWordingRequest,
  type WordingChanges,
  type WordingInForce,
  type WordingList,
} from '@subjectline/contracts';
import { CompiledWording, examineWording, flatten } from '@subjectline/rendering';
import { canonicalLocale } from './locale';
import { ShippedWordings, type Words } from './wording-files';
import { isCustomised, localeInForce, noParts, published, wordsInForce } from './wording-in-force';
import type { OwnParts, OwnWording } from './wording-in-force';
import { WordingPublisher } from './wording.publisher';
import { WordingStore, type Desk } from './wording.store';

@Injectable()
export class WordingService {
  constructor(
    private readonly store: WordingStore,
    private readonly shipped: ShippedWordings,
    private readonly publisher: WordingPublisher,
  ) {}

  /** Every kind in every locale that it has words in, or those that are asked for. */
  async list({ organization, kind: wanted, locale: named }: ListWordingsRequest): Promise<WordingList> {
    const asked = named === undefined ? null : canonicalLocale(named);
    const ownByKind = await this.store.ofOrganization(organization);
    const kinds = messageKindIds.filter((kind) => wanted === undefined || kind === wanted);
    const wordings = kinds.flatMap((kind) => {
      const own = ownByKind.get(kind) ?? [];
      const ownLocales = own.filter(isCustomised).map(({ locale }) => locale);
      const locales = [...new Set([...this.shipped.localesOf(kind), ...ownLocales])].toSorted();
      return locales
        .filter((locale) => asked === null || locale === asked)
        .map((locale) => this.inForce({ organization, kind }, own, locale));
    });
    return { wordings };
  }

  /** What a person with that language gets, as an author sees it who writes placeholders. */
  async show({ organization, kind, locale: named, shipped }: ShowWordingRequest): Promise<ShownWording> {
    const own = shipped ? [] : await this.store.ofDesk({ organization, kind });
    const locale = localeInForce(this.shipped, kind, own, canonicalLocale(named));
    const { subject, html, text, sms, version, customised } = this.inForce(
      { organization, kind },
      own,
      locale,
    );
    return {
      version,
      customised,
      subject: flatten(subject),
      html: flatten(html),
      text: text === null ? null : flatten(text),
      sms: flatten(sms),
    };
  }

  /** Answers once whoever renders from now on sees it. */
  async save({ organization, kind, locale: named, changes }: SaveWordingRequest): Promise<WordingInForce> {
    if (organization === builtinOrganization) throw refusal(['organization'], 'is the product itself');
    const locale = canonicalLocale(named);
    const desk = { organization, kind };
    const own = await this.store.addVersion(desk, locale, (before) => {
      const parts = changed(before.find((wording) => wording.locale === locale) ?? noParts, changes);
      this.examine(kind, locale, before, parts);
      return parts;
    });
    await this.publisher.publish(desk);
    return this.inForce(desk, own, locale);
  }

  async preview(request: PreviewWordingRequest): Promise<RenderedMessage> {
    const { organization, kind, channel } = request;
    const asked = canonicalLocale(request.locale);
    const variables = withSamples(kind, request.variables);
    const own = await this.store.ofDesk({ organization, kind });
    const locale = localeInForce(this.shipped, kind, own, asked);
    const words = wordsInForce(this.shipped, kind, own, locale);
    const { subject, html, text } = CompiledWording.compile(words).render(channel, variables, { locale });
    return { subject, html, text };
  }

  private inForce(desk: Desk, own: readonly OwnWording[], locale: string): WordingInForce {
    const last = own.find((wording) => wording.locale === locale);
    const words = wordsInForce(this.shipped, desk.kind, own, locale);
    const { label, parameters } = messageKind(desk.kind);
    const wording: Readonly<PublishedWording> = published(words, {
      ...desk,
      locale,
      version: last?.version ?? 0,
    });
    return {
      ...wording,
      label,
      parameters,
      customised: isCustomised(last ?? noParts),
    };
  }

  /** Throws with all that is wrong with the words as they would be in force. */
  private examine(kind: MessageKindId, locale: string, before: readonly OwnWording[], parts: OwnParts): void {
    const others = before.filter((wording) => wording.locale !== locale);
    const after = [...others, { ...parts, locale, version: 0 }];
    const words: Words = wordsInForce(this.shipped, kind, after, locale);
    const problems = examineWording(kind, words).map(({ part, message }): Problem => ({
      path: ['changes', part],
      rule: 'wording',
      message,
    }));
    if (problems.length > 0) throw new AppError('invalid', {}, problems);
  }
}

/** A part that is absent stays, and null takes it back. */
function changed(before: OwnParts, changes: WordingChanges): OwnParts {
  const { subject = before.subject, html = before.html, text = before.text, sms = before.sms } = changes;
  return { subject, html, text, sms };
}

/** What is given, and samples for the rest. */
function withSamples(kind: MessageKindId, given: Readonly<Record<string, unknown>>): Record<string, string> {
  const { parameters } = messageKind(kind);
  const samples = Object.entries(parameters).map(([name, { sample }]) => [name, sample] as const);
  const texts = Object.entries(given).map(([name, value]) => {
    if (!Object.hasOwn(parameters, name))
      throw refusal(['variables', name], 'is no parameter of this message');
    if (typeof value !== 'string') throw refusal(['variables', name], 'must be a string');
    return [name, value] as const;
  });
  return Object.fromEntries([...samples, ...texts]);
}

function refusal(path: readonly string[], message: string): AppError {
  return new AppError('invalid', {}, [{ path, rule: 'wording', message }]);
}
