import { Injectable } from '@nestjs/common';
import { Clock, newId, type ConsentPreference, type ListConsentRequest } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';

export interface ConsentRequestRow {
  organization: string;
  id: string;
  sealed_identity: string;
  identity_digest: string;
  sealed_details: string | null;
  property_id: string | null;
  source: string | null;
  locale: string;
  identity_verified_at: Date | null;
}

export interface ConsentPerson {
  organization: string;
  id: string;
  sealed_identity: string;
}

export interface PreferenceRow extends Required<Omit<ConsentPreference, 'data_use_description'>> {
  data_use_description: string | null;
}

export interface ConsentRecordRow extends PreferenceRow {
  person_id: string;
  sealed_identity: string;
  created_at: Date;
  updated_at: Date;
}

const preferenceColumns = 'data_use, data_use_description, opt_in, has_gpc_flag, conflicts_with_gpc';

@Injectable()
export class ConsentStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  async insert(
    transaction: Transaction,
    row: Omit<ConsentRequestRow, 'identity_verified_at'>,
  ): Promise<void> {
    await transaction.query(
      `insert into consent_requests (organization, id, sealed_identity, identity_digest, sealed_details, property_id,
         source, locale, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        row.organization,
        row.id,
        row.sealed_identity,
        row.identity_digest,
        row.sealed_details,
        row.property_id,
        row.source,
        row.locale,
        this.clock.now(),
      ],
    );
  }

  async read(organization: string, id: string): Promise<ConsentRequestRow | null> {
    const [row] = await this.database.query<ConsentRequestRow>(
      'select * from consent_requests where organization = $1 and id = $2',
      [organization, id],
    );
    return row ?? null;
  }

  /** The first proof counts; the same code again changes nothing. */
  async markVerified(organization: string, id: string, verifiedAt: Date): Promise<void> {
    await this.database.query(
      `update consent_requests set identity_verified_at = $3
       where organization = $1 and id = $2 and identity_verified_at is null`,
      [organization, id, verifiedAt],
    );
  }

  /** @param digests those that the person may be known by, whichever key was the first one then */
  async findPerson(
    organization: string,
    digests: readonly string[],
    on: Queryable = this.database,
  ): Promise<ConsentPerson | null> {
    const [person] = await on.query<ConsentPerson>(
      `select organization, id, sealed_identity from consent_persons
       where organization = $1 and identity_digest = any($2) order by id limit 1`,
      [organization, digests],
    );
    return person ?? null;
  }

  /** Two who come first at once are one person: the second waits and finds the first. */
  async lockDigest(transaction: Transaction, organization: string, digest: string): Promise<void> {
    await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [
      `${organization} ${digest}`,
    ]);
  }

  async addPerson(
    transaction: Transaction,
    organization: string,
    digest: string,
    seal: (id: string) => string,
  ): Promise<ConsentPerson> {
    const id = newId('per');
    const sealed_identity = seal(id);
    await transaction.query(
      `insert into consent_persons (organization, id, identity_digest, sealed_identity) values ($1, $2, $3, $4)`,
      [organization, id, digest, sealed_identity],
    );
    return { organization, id, sealed_identity };
  }

  /** All of them in one statement; of two about the same use the last one counts. */
  async save(
    transaction: Transaction,
    { organization, id }: ConsentPerson,
    preferences: readonly ConsentPreference[],
  ): Promise<void> {
    const lasting = [...new Map(preferences.map((each) => [each.data_use, each])).values()];
    await transaction.query(
      `insert into consent_preferences (organization, person_id, ${preferenceColumns}, created_at, updated_at)
       select $1, $2, use, description, opt_in, gpc, conflicts, $8, $8
       from unnest($3::text[], $4::text[], $5::boolean[], $6::boolean[], $7::boolean[])
         with ordinality as given (use, description, opt_in, gpc, conflicts, place) order by place
       on conflict (organization, person_id, data_use) do update set
         data_use_description = excluded.data_use_description, opt_in = excluded.opt_in,
         has_gpc_flag = excluded.has_gpc_flag, conflicts_with_gpc = excluded.conflicts_with_gpc,
         updated_at = excluded.updated_at`,
      [
        organization,
        id,
        lasting.map(({ data_use }) => data_use),
        lasting.map(({ data_use_description }) => data_use_description ?? null),
        lasting.map(({ opt_in }) => opt_in),
        lasting.map(({ has_gpc_flag }) => has_gpc_flag ?? false),
        lasting.map(({ conflicts_with_gpc }) => conflicts_with_gpc ?? false),
        this.clock.now(),
      ],
    );
  }

  preferencesOf(
    { organization, id }: ConsentPerson,
    on: Queryable = this.database,
  ): Promise<PreferenceRow[]> {
    return on.query<PreferenceRow>(
      `select ${preferenceColumns} from consent_preferences where organization = $1 and person_id = $2
       order by position`,
      [organization, id],
    );
  }

  /** Newest first. */
  async list(
    request: Omit<ListConsentRequest, 'identity'> & { readonly digests: readonly string[] | null },
  ): Promise<{ rows: ConsentRecordRow[]; total: number }> {
    const { organization, data_use, opt_in, has_gpc_flag, conflicts_with_gpc } = request;
    const { updated_gt, updated_lt, created_gt, created_lt, digests } = request;
    const where = `kept.organization = $1 and ($2::text is null or data_use = $2)
      and ($3::boolean is null or opt_in = $3) and ($4::boolean is null or has_gpc_flag = $4)
      and ($5::boolean is null or conflicts_with_gpc = $5)
      and ($6::timestamptz is null or updated_at > $6) and ($7::timestamptz is null or updated_at < $7)
      and ($8::timestamptz is null or created_at > $8) and ($9::timestamptz is null or created_at < $9)
      and ($10::text[] is null or person.identity_digest = any($10))`;
    const values = [
      organization,
      data_use,
      opt_in,
      has_gpc_flag,
      conflicts_with_gpc,
      updated_gt,
      updated_lt,
      created_gt,
      created_lt,
      digests,
    ];
    const from = `consent_preferences kept
      join consent_persons person on person.organization = kept.organization and person.id = kept.person_id`;
    const [rows, [count]] = await Promise.all([
      this.database.query<ConsentRecordRow>(
        `select person_id, sealed_identity, ${preferenceColumns}, created_at, updated_at from ${from}
         where ${where} order by kept.position desc limit $11 offset $12`,
        [...values, request.size, (request.page - 1) * request.size],
      ),
      this.database.query<{ total: number }>(`select count(*) as total from ${from} where ${where}`, values),
    ]);
    return { rows, total: count?.total ?? 0 };
  }
}
