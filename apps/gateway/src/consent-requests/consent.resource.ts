import type {
  ConsentPreference,
  ConsentPreferences,
  ConsentRecord,
  PlainValue,
} from '@subjectline/contracts';
import { exampleOf, Flag, ListOf, Nullable, ObjectOf, Text, Timestamp, With } from '@subjectline/schema';
import { flatIdentity } from '../privacy-requests/request-identity';

const No = With(Flag, { example: false });

/** A person's choice as Fides returns it, with every field. */
class PreferenceResource {
  @Text({ example: 'marketing.advertising' }) data_use!: string;
  @Nullable(Text()) data_use_description!: string | null;
  @No opt_in!: boolean;
  @No has_gpc_flag!: boolean;
  @No conflicts_with_gpc!: boolean;
}

export class ConsentResource {
  @Nullable(ListOf(() => PreferenceResource, { example: [exampleOf(PreferenceResource)] })) consent!:
    PreferenceResource[] | null;
}

export class ConsentReportResource extends PreferenceResource {
  @Text({ example: 'per_6b8c2f0e-5a1d-4a3b-9a77-0d6f3c9b1e24' }) id!: string;
  @ObjectOf<Record<string, PlainValue>>({ example: { email: 'ada@example.com' } }) identity!: Record<
    string,
    PlainValue
  >;
  @Timestamp created_at!: string;
  @Timestamp updated_at!: string;
}

export function toConsentResource({ consent }: ConsentPreferences): ConsentResource {
  return { consent: consent?.map(toPreference) ?? null };
}

export function toConsentReport({
  id,
  identity,
  created_at,
  updated_at,
  ...said
}: ConsentRecord): ConsentReportResource {
  return { id, identity: flatIdentity(identity), ...toPreference(said), created_at, updated_at };
}

function toPreference(said: ConsentPreference): PreferenceResource {
  const {
    data_use,
    data_use_description = null,
    opt_in,
    has_gpc_flag = false,
    conflicts_with_gpc = false,
  } = said;
  return { data_use, data_use_description, opt_in, has_gpc_flag, conflicts_with_gpc };
}
