import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { FindHeldPersons, messageContext, type SealedContent } from '@subjectline/contracts';
import { digestsToFind, KeyRing, SealBroken } from '@subjectline/storage';
import { firstCursor, OldContentStore, type OldContent } from './old-content.store';

/** Few enough for one call, and to release the locks soon. */
const batchSize = 200;
/** Of a round; the next round does the rest. */
export const maxRemoved = 10_000;

/** Deletes the content of old messages, but of those to a person on whom there is a legal hold. */
@Injectable()
export class OldContents {
  constructor(
    private readonly store: OldContentStore,
    private readonly keys: KeyRing,
    private readonly bus: Bus,
  ) {}

  /** Without an answer about the holds, nothing is deleted. */
  async remove(before: Date, isStopped: () => boolean): Promise<number> {
    let removed = 0;
    let after = firstCursor;
    while (removed < maxRemoved && !isStopped()) {
      const rows = await this.store.find(before, after, batchSize);
      for (const [organization, some] of byOrganization(rows)) {
        const ids = await this.idsWithoutHold(organization, some);
        removed += await this.store.remove(before, organization, ids);
      }
      after = rows.at(-1) ?? after;
      if (rows.length < batchSize) break;
    }
    return removed;
  }

  private async idsWithoutHold(organization: string, rows: readonly OldContent[]): Promise<string[]> {
    const digests = new Map(rows.map((row) => [row.id, this.digestsOf(row)]));
    const person_digests = [...new Set([...digests.values()].flat())];
    const held = new Set(
      (await this.bus.ask(FindHeldPersons, { organization, person_digests })).person_digests,
    );
    return rows.map(({ id }) => id).filter((id) => !digests.get(id)?.some((digest) => held.has(digest)));
  }

  /** Of the recipient. Content that no key opens has none. */
  private digestsOf({ organization, id, sealed_content }: OldContent): string[] {
    try {
      const { to } = this.keys.openJson(sealed_content, messageContext(organization, id)) as SealedContent;
      const values = [to.email, to.phone_number].filter((value) => typeof value === 'string');
      return digestsToFind(this.keys, organization, values);
    } catch (error) {
      if (error instanceof SealBroken) return [];
      throw error;
    }
  }
}

function byOrganization(rows: readonly OldContent[]): Map<string, OldContent[]> {
  const groups = new Map<string, OldContent[]>();
  for (const row of rows) groups.set(row.organization, [...(groups.get(row.organization) ?? []), row]);
  return groups;
}
