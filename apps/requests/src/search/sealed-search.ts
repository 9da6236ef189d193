import { Injectable } from '@nestjs/common';
import { AppError, identifierNames, type FormFieldValue, type PersonIdentity } from '@subjectline/contracts';
import { customFieldsOf } from '../dsar/dsar-view';
import { PersonVault } from '../person/person-vault';
import type { Selection } from '../request/request-filter';
import { identifiersOf, lookedUp, valuesOf } from '../person/request-identity';
import { RequestStore, type SealedRow } from '../request/request.store';

/** So many requests are opened for one search; what fits the other filters counts. */
export const maxOpened = 10_000;

/** Between two of these, other callers are served. */
const pageSize = 500;

/**
 * Searches what is sealed. Digests find whole identifiers only, and an index of their parts would tell more about them
 * than a digest may: a part is found by opening the identity of every request that fits the other filters, of a limited
 * number, and nothing of it is kept.
 */
@Injectable()
export class SealedSearch {
  constructor(
    private readonly store: RequestStore,
    private readonly vault: PersonVault,
  ) {}

  /** How an id begins, or a part of anything that the person is known by, in any case of its letters. */
  async findByText(organization: string, selection: Selection, text: string): Promise<Selection> {
    const part = text.trim().toLowerCase();
    if (await this.canOpen(organization, selection)) {
      return this.open(organization, selection, (row) => {
        return (
          row.id.startsWith(part) || textsOf(this.vault.openIdentity(row)).some((one) => one.includes(part))
        );
      });
    }
    // too many to open: what can be looked up is
    const digests = identifierNames.flatMap((name) =>
      this.vault.knownDigestsOf(organization, lookedUp(name, text)),
    );
    for (const exact of [
      { ...selection, digests: [...(selection.digests ?? []), digests] },
      ...(part.startsWith('pri_') ? [{ ...selection, idPrefix: part }] : []),
    ]) {
      if ((await this.store.count(organization, exact)) > 0) return exact;
    }
    throw new AppError('search_too_wide', { max: maxOpened });
  }

  /** Further fields of the form, by exact values, all of which have to match. */
  async findByFields(
    organization: string,
    selection: Selection,
    wanted: readonly FormFieldValue[],
  ): Promise<Selection> {
    if (!(await this.canOpen(organization, selection))) {
      throw new AppError('search_too_wide', { max: maxOpened });
    }
    return this.open(organization, selection, (row) => {
      const fields = customFieldsOf(this.vault.openDetailsOf(row)) ?? {};
      return wanted.every(({ name, value }) => {
        const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
        return field !== undefined && valuesOf(field.value).includes(value.trim());
      });
    });
  }

  private async canOpen(organization: string, selection: Selection): Promise<boolean> {
    return (await this.store.count(organization, selection)) <= maxOpened;
  }

  private async open(
    organization: string,
    selection: Selection,
    isMeant: (row: SealedRow) => boolean,
  ): Promise<Selection> {
    const foundIds: string[] = [];
    let after = 0;
    for (;;) {
      const rows = await this.store.readSealed(organization, selection, { after, limit: pageSize });
      foundIds.push(...rows.filter(isMeant).map(({ id }) => id));
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) return { ...selection, foundIds };
      after = last.position;
    }
  }
}

function textsOf(identity: PersonIdentity): string[] {
  return identifiersOf(identity).map(([, value]) => value.toLowerCase());
}
