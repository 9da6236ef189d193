import { Injectable } from '@nestjs/common';
import {
  AppError,
  identifierNames,
  readReference,
  type FormFieldValue,
  type PersonIdentity,
} from '@subjectline/contracts';
import { PersonVault } from '../person/person-vault';
import { identifiersOf, toIdentifier, valuesOf } from '../person/request-identity';
import { customFieldsOf } from '../request/request-details';
import type { Selection } from '../request/request-filter';
import { RequestQueryStore, type SealedRow } from '../request/request-query.store';

/** The max number of requests, after the other filters, that one search opens. */
export const maxOpened = 10_000;

/** Other calls run between two pages. */
const pageSize = 500;

/**
 * Searches what is sealed. Digests find whole identifiers only, and an index of their parts would reveal more than digests
 * may: a part is found by opening the identity of every request that matches the other filters, up to a max, and nothing
 * opened is kept.
 */
@Injectable()
export class SealedSearch {
  constructor(
    private readonly query: RequestQueryStore,
    private readonly vault: PersonVault,
  ) {}

  /** By a reference number, the beginning of the id, or a part of any identifier, ignoring case. */
  async findByText(organization: string, selection: Selection, text: string): Promise<Selection> {
    const part = text.trim().toLowerCase();
    const byReference = { ...selection, reference: text };
    if (readReference(text) !== null && (await this.query.count(organization, byReference)) > 0)
      return byReference;
    if (await this.canOpen(organization, selection)) {
      return this.open(organization, selection, (row) => {
        return (
          row.id.startsWith(part) || textsOf(this.vault.openIdentity(row)).some((one) => one.includes(part))
        );
      });
    }
    // too many to open: exact values are still found by their digests
    const digests = identifierNames.flatMap((name) =>
      this.vault.knownDigestsOf(organization, toIdentifier(name, text)),
    );
    for (const exact of [
      { ...selection, digests: [...(selection.digests ?? []), digests] },
      ...(part.startsWith('pri_') ? [{ ...selection, idPrefix: part }] : []),
    ]) {
      if ((await this.query.count(organization, exact)) > 0) return exact;
    }
    throw new AppError('search_too_wide', { max: maxOpened });
  }

  /** By exact values of the form's own fields, which must all match. */
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
    return (await this.query.count(organization, selection)) <= maxOpened;
  }

  private async open(
    organization: string,
    selection: Selection,
    isMatch: (row: SealedRow) => boolean,
  ): Promise<Selection> {
    const foundIds: string[] = [];
    let after = 0;
    for (;;) {
      const rows = await this.query.readSealed(organization, selection, { after, limit: pageSize });
      foundIds.push(...rows.filter(isMatch).map(({ id }) => id));
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) return { ...selection, foundIds };
      after = last.position;
    }
  }
}

function textsOf(identity: PersonIdentity): string[] {
  return identifiersOf(identity).map(([, value]) => value.toLowerCase());
}
