import { Injectable } from '@nestjs/common';
import { Database, type Page, type Slice } from '@subjectline/storage';
import { conditionOf, orderOf, type Order, type Selection } from './request-filter';
import type { RequestRow } from './request-row';

/** What has to be opened to see whether a request matches. */
export type SealedRow = Pick<RequestRow, 'organization' | 'id' | 'sealed_identity' | 'sealed_details'> & {
  readonly position: number;
};

/** Finds requests by filters. */
@Injectable()
export class RequestQueryStore {
  constructor(private readonly database: Database) {}

  async find(
    organization: string,
    selection: Selection,
    { order, limit, skip }: Slice & { readonly order: Order },
  ): Promise<Page<RequestRow>> {
    const { where, values } = conditionOf(organization, selection);
    const [rows, total] = await Promise.all([
      this.database.query<RequestRow>(
        `select * from requests where ${where} order by ${orderOf(order)}
         limit $${values.length + 1} offset $${values.length + 2}`,
        [...values, limit, skip],
      ),
      this.count(organization, selection),
    ]);
    return { rows, total };
  }

  async count(organization: string, selection: Selection): Promise<number> {
    const { where, values } = conditionOf(organization, selection);
    const [row] = await this.database.query<{ total: number }>(
      `select count(*) as total from requests where ${where}`,
      values,
    );
    return row?.total ?? 0;
  }

  /** The ids alone. */
  async findIds(organization: string, selection: Selection, max: number, order: Order): Promise<string[]> {
    const { where, values } = conditionOf(organization, selection);
    const rows = await this.database.query<{ id: string }>(
      `select id from requests where ${where} order by ${orderOf(order)} limit ${max}`,
      values,
    );
    return rows.map(({ id }) => id);
  }

  /** The sealed columns of matching requests, oldest first. */
  readSealed(
    organization: string,
    selection: Selection,
    { after, limit }: { after: number; limit: number },
  ): Promise<SealedRow[]> {
    const { where, values } = conditionOf(organization, selection);
    return this.database.query<SealedRow>(
      `select position, organization, id, sealed_identity, sealed_details from requests
       where ${where} and position > $${values.length + 1} order by position limit $${values.length + 2}`,
      [...values, after, limit],
    );
  }
}
