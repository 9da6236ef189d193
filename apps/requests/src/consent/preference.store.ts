import { Injectable } from '@nestjs/common';
import { Clock, newId, type ConsentPreference, type ListConsentRequest } from '@subjectline/contracts';
import { Database, Table, type Page, type Queryable, type Transaction } from '@subjectline/storage';

export interface ConsentPerson {
  organization: string;
  id: string;
  sealed_identity: string;
}

interface StoredPerson extends ConsentPerson {
  identity_digest: string;
}

const persons = new Table<StoredPerson>('consent_persons');

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

/** Persons and the preferences that they saved. */
@Injectable()
export class PreferenceStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @param digests of an identifier of the person, under every key */
  findPerson(
    organization: string,
    digests: readonly string[],
    on: Queryable = this.database,
  ): Promise<ConsentPerson | null> {
    return persons.find(on, { organization, identity_digest: digests }, 'id');
  }

  /** Of two concurrent first saves for a person the second waits, and finds the person that the first added. */
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
    await persons.insert(transaction, { organization, id, identity_digest: digest, sealed_identity });
    return { organization, id, sealed_identity };
  }

  /** In one statement; of two preferences for the same use the last counts. */
  async save(
    transaction: Transaction,
    { organization, id }: ConsentPerson,
    preferences: readonly ConsentPreference[],
  ): Promise<void> {
    const effective = [...new Map(preferences.map((each) => [each.data_use, each])).values()];
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
        effective.map(({ data_use }) => data_use),
        effective.map(({ data_use_description }) => data_use_description ?? null),
        effective.map(({ opt_in }) => opt_in),
        effective.map(({ has_gpc_flag }) => has_gpc_flag ?? false),
        effective.map(({ conflicts_with_gpc }) => conflicts_with_gpc ?? false),
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
  ): Promise<Page<ConsentRecordRow>> {
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
