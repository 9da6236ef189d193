import { Injectable } from '@nestjs/common';
import {
  builtinOrganization,
  type RemoveWordingRequest,
  type RestoreWordingRequest,
  type SaveMode,
  type SaveWordingRequest,
  type WordingInForce,
} from '@subjectline/contracts';
import { requireLocale } from '../wording/locale';
import { changed, noParts, partsWritten, type OwnParts } from '../wording/own-parts';
import { ShippedWordings } from '../shipped/wording-files';
import { existing, inForce } from '../wording/wording-in-force';
import { refusal, WordingExaminer, withParts } from './wording.examiner';
import { WordingPublisher } from '../publishing/wording.publisher';
import { WordingStore, type Change } from '../wording/wording.store';
import {
  templateChanged,
  templateExists,
  templateUnknown,
  templateVersionUnknown,
} from '../wording/wording-refusals';

/** The wording in force in a locale. */
interface Here {
  readonly place: { readonly kind: string; readonly locale: string };
  readonly current: OwnParts | null;
}

/** Changes wordings. Each change is published before its caller is answered. */
@Injectable()
export class WordingEditor {
  constructor(
    private readonly store: WordingStore,
    private readonly shipped: ShippedWordings,
    private readonly examiner: WordingExaminer,
    private readonly publisher: WordingPublisher,
  ) {}

  save({ mode = 'adjust', changes, if_version, ...request }: SaveWordingRequest): Promise<WordingInForce> {
    return this.edit(request, async (own, { kind, locale }) => {
      const version = own.find((wording) => wording.locale === locale)?.version ?? 0;
      if (if_version !== undefined && if_version !== version)
        throw templateChanged({ kind, locale }, version);
      const current = existing(own, locale);
      const parts = changed(startOf(mode, { place: { kind, locale }, current }), changes);
      const removed = mode === 'adjust' && partsWritten(parts).length === 0;
      if (removed && !current) return null;
      if (!removed) this.examiner.examine(kind, withParts(own, locale, parts), locale, 'changes');
      return { parts, removed };
    });
  }

  remove(request: RemoveWordingRequest): Promise<WordingInForce> {
    return this.edit(request, async (own, { kind, locale }) => {
      if (!existing(own, locale)) throw templateUnknown({ kind, locale });
      return { parts: noParts, removed: true };
    });
  }

  /** An earlier version may break a later rule: it is examined like any other change. */
  restore({ version, ...request }: RestoreWordingRequest): Promise<WordingInForce> {
    return this.edit(request, async (own, { organization, kind, locale }, queryable) => {
      const earlier = await this.store.version({ organization, kind }, locale, version, queryable);
      if (!earlier) throw templateVersionUnknown({ kind, locale }, version);
      const parts = changed(noParts, earlier);
      this.examiner.examine(kind, withParts(own, locale, parts), locale, 'changes');
      return { parts, removed: false };
    });
  }

  private async edit(
    { organization, kind, locale: named, saved_by = '' }: RemoveWordingRequest,
    change: Change,
  ): Promise<WordingInForce> {
    if (organization === builtinOrganization) throw refusal(['organization'], 'is the product itself');
    const key = { organization, kind };
    const locale = requireLocale(named);
    const own = await this.store.addVersion({ ...key, locale, saved_by: saved_by || null }, change);
    await this.publisher.publish(key);
    return inForce(this.shipped, key, own, locale);
  }
}

/** The parts that a change starts from; refuses a mode that does not fit. */
function startOf(mode: SaveMode, { place, current }: Here): OwnParts {
  if (mode === 'adjust') return current ?? noParts;
  if (mode === 'create') {
    if (current) throw templateExists(place);
    return noParts;
  }
  if (!current) throw templateUnknown(place);
  return mode === 'change' ? current : noParts;
}
