import { Injectable } from '@nestjs/common';
import type {
  CreatedWordings,
  ListCreatedWordingsRequest,
  ListWordingVersionsRequest,
  ReadWordingRequest,
  WordingInForce,
  WordingVersions,
} from '@subjectline/contracts';
import { ArchiveStore } from './archive.store';
import { requireLocale } from '../wording/locale';
import { partsWritten } from '../wording/own-parts';
import { ShippedWordings } from '../shipped/wording-files';
import { existing, inForce } from '../wording/wording-in-force';
import { WordingStore } from '../wording/wording.store';
import { templateUnknown, templateVersionUnknown } from '../wording/wording-refusals';

/** The wordings that an organization has created, and their versions. */
@Injectable()
export class WordingArchive {
  constructor(
    private readonly archive: ArchiveStore,
    private readonly store: WordingStore,
    private readonly shipped: ShippedWordings,
  ) {}

  async listCreated(request: ListCreatedWordingsRequest): Promise<CreatedWordings> {
    const { organization, kind, skip, limit } = request;
    const locale = request.locale === undefined ? null : requireLocale(request.locale);
    const rows = (await this.archive.created(organization)).filter(
      (row) => (kind === undefined || row.kind === kind) && (locale === null || row.locale === locale),
    );
    const items = rows.slice(skip, skip + limit).map(({ created_at, updated_at, ...rest }) => ({
      ...rest,
      created_at: created_at.toISOString(),
      updated_at: updated_at.toISOString(),
    }));
    return { items, total: rows.length };
  }

  /** An earlier version is shown as it would be in force now, over the current layers below. */
  async read({ organization, kind, locale: named, version }: ReadWordingRequest): Promise<WordingInForce> {
    const locale = requireLocale(named);
    const key = { organization, kind };
    const own = await this.store.ofKey(key);
    const here = existing(own, locale);
    if (!here) throw templateUnknown({ kind, locale });
    if (version === undefined || version === here.version) return inForce(this.shipped, key, own, locale);
    const earlier = await this.store.version(key, locale, version);
    if (!earlier) throw templateVersionUnknown({ kind, locale }, version);
    const others = own.filter((wording) => wording !== here);
    return inForce(this.shipped, key, [...others, earlier], locale);
  }

  async listVersions(request: ListWordingVersionsRequest): Promise<WordingVersions> {
    const { organization, kind, skip, limit } = request;
    const locale = requireLocale(request.locale);
    const { rows, total } = await this.archive.versions({ organization, kind }, locale, { skip, limit });
    if (total === 0) throw templateUnknown({ kind, locale });
    const items = rows.map(({ version, saved_at, saved_by, removed, ...parts }) => ({
      version,
      saved_at: saved_at.toISOString(),
      saved_by,
      removed,
      parts: partsWritten(parts),
    }));
    return { items, total };
  }
}
