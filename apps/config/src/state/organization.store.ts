import { Injectable } from '@nestjs/common';
import { Clock, type Organization, type SliceRequest } from '@subjectline/contracts';
import { Database, type Queryable } from '@subjectline/storage';

interface OrganizationRow {
  readonly id: string;
  readonly name: string;
  readonly created_at: Date;
}

@Injectable()
export class OrganizationStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Null if the id is taken. */
  async insert(id: string, name: string, on: Queryable): Promise<Organization | null> {
    const [row] = await on.query<OrganizationRow>(
      `insert into organizations (id, name, created_at) values ($1, $2, $3)
       on conflict (id) do nothing returning id, name, created_at`,
      [id, name, this.clock.now()],
    );
    return row ? toOrganization(row) : null;
  }

  /** Oldest first. */
  async list({ skip, limit }: SliceRequest): Promise<[Organization[], number]> {
    const rows = await this.database.query<OrganizationRow>(
      'select id, name, created_at from organizations order by position limit $1 offset $2',
      [limit, skip],
    );
    const [row] = await this.database.query<{ count: number }>('select count(*) from organizations');
    return [rows.map(toOrganization), row?.count ?? 0];
  }

  /** All ids, including organizations with settings from before there was this table. */
  async ids(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from organizations
       union select organization from application_settings union select organization from providers`,
    );
    return rows.map(({ id }) => id);
  }
}

function toOrganization({ id, name, created_at }: OrganizationRow): Organization {
  return { id, name, created_at: created_at.toISOString() };
}
