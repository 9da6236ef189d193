import { Injectable } from '@nestjs/common';
import { Clock, type Organization, type SliceRequest } from '@subjectline/contracts';
import { Database, Table, type Page, type Queryable } from '@subjectline/storage';

interface OrganizationRow {
  readonly id: string;
  readonly name: string;
  readonly created_at: Date;
}

const organizations = new Table<OrganizationRow>('organizations');

@Injectable()
export class OrganizationStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Null if the id is taken. */
  async insert(id: string, name: string, on: Queryable): Promise<Organization | null> {
    const row = await organizations.insertNew(on, { id, name, created_at: this.clock.now() }, ['id']);
    return row ? toOrganization(row) : null;
  }

  /** Null if there is no such organization. */
  async rename(id: string, name: string): Promise<Organization | null> {
    const row = await organizations.updateReturning(this.database, { id }, { name });
    return row ? toOrganization(row) : null;
  }

  /** Oldest first. */
  async list(slice: SliceRequest): Promise<Page<Organization>> {
    const { rows, total } = await organizations.page(this.database, {}, 'position', slice);
    return { rows: rows.map(toOrganization), total };
  }

  /** All ids, including organizations with settings from before there was this table. */
  async ids(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from organizations
       union select organization from application_settings union select organization from providers
       union select organization from brands`,
    );
    return rows.map(({ id }) => id);
  }
}

function toOrganization({ id, name, created_at }: OrganizationRow): Organization {
  return { id, name, created_at: created_at.toISOString() };
}
