import { Injectable } from '@nestjs/common';
import {
  brandParameters,
  flagsOf,
  messageKindIds,
  type ListWordingsRequest,
  type ShownWording,
  type ShowWordingRequest,
  type WordingList,
} from '@subjectline/contracts';
import { flatten } from '@subjectline/rendering';
import { requireLocale } from '../wording/locale';
import { ShippedWordings } from '../shipped/wording-files';
import { wordsFor } from '../wording/wording-for-person';
import { existing, inForce } from '../wording/wording-in-force';
import { WordingStore } from '../wording/wording.store';

/** The wordings in force, own or shipped. */
@Injectable()
export class WordingService {
  constructor(
    private readonly store: WordingStore,
    private readonly shipped: ShippedWordings,
  ) {}

  /** Every kind in every locale with a wording, or the requested ones. */
  async list({ organization, kind: wanted, locale: named }: ListWordingsRequest): Promise<WordingList> {
    const asked = named === undefined ? null : requireLocale(named);
    const ownByKind = await this.store.ofOrganization(organization);
    const kinds = messageKindIds.filter((kind) => wanted === undefined || kind === wanted);
    const wordings = kinds.flatMap((kind) => {
      const own = (ownByKind.get(kind) ?? []).filter(({ removed }) => !removed);
      const ownLocales = own.map(({ locale }) => locale);
      const locales = [...new Set([...this.shipped.localesOf(kind), ...ownLocales])].toSorted();
      return locales
        .filter((locale) => asked === null || locale === asked)
        .map((locale) => inForce(this.shipped, { organization, kind }, own, locale));
    });
    return { wordings };
  }

  /** What a person with this locale gets, for authors who write placeholders. */
  async show({ organization, kind, locale: named, shipped }: ShowWordingRequest): Promise<ShownWording> {
    const own = shipped ? [] : await this.store.ofKey({ organization, kind });
    const locale = requireLocale(named);
    const { subject, html, text, sms } = wordsFor(this.shipped, kind, own, locale).words;
    const here = own.find((wording) => wording.locale === locale);
    // without their conditions these parts would appear in every message, and an organization may have no brand
    const absent = [...flagsOf(kind), ...Object.keys(brandParameters)];
    return {
      version: here?.version ?? 0,
      customised: existing(own, locale) !== null,
      subject: flatten(subject, absent),
      html: flatten(html, absent),
      text: text === null ? null : flatten(text, absent),
      sms: flatten(sms, absent),
    };
  }
}
