import { Flag, Int, ListOf, Nested, OneOf, Optional, OrNull, ownRule, Text, With } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { LawId } from '../values/law-ids';
import { locationPattern } from '../values/locations';
import { Day, OrganizationId, PropertyId } from '../values/rules';
import { TimeZone } from '../values/time-zones';
import { requestActions, type RequestAction } from './requests';

const call = callOf('requests', { askedBy: ['gateway'] });

/* Until when a privacy request has to be answered, by law. `docs/deadlines.md` explains every field. */

export const periodUnits = ['month', 'calendar_day', 'business_day'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

const maxMonths = 24;

const isShort = ownRule({
  name: 'isShort',
  validate: (count, period) => Number(count) <= maxMonths || (period as Period).unit !== 'month',
  message: `must be at most ${maxMonths} months`,
});

export class Period {
  @With(Int({ min: 1, max: 400, example: 1 }), { rules: [isShort] }) count!: number;
  @OneOf(periodUnits) unit!: PeriodUnit;
}

/** What happens to a period that ends on a Saturday, a Sunday or a public holiday. */
export const rollRules = ['none', 'next_working_day'] as const;
export type RollRule = (typeof rollRules)[number];

/** Where periods begin: at the receipt of the request, or once its person is identified, if that is later. */
export const startRules = ['receipt', 'identification'] as const;
export type StartRule = (typeof startRules)[number];

const OptionalPeriod = OrNull(Nested(() => Period));

/** What a law says of some rights. Every period is counted from the start, and the day of the start is not counted. */
export class LawTerm {
  @ListOf(OneOf(requestActions), { min: 1, max: 3 }) rights!: RequestAction[];
  @Nested(() => Period) answer!: Period;

  /** The whole period once it is extended. Null: it cannot be extended. */
  @OptionalPeriod extended!: Period | null;

  /** Within which the person has to be told of the extension. Null: until the answer is due. */
  @OptionalPeriod extension_notice!: Period | null;

  /** Within which the receipt has to be confirmed. Null: no duty. */
  @OptionalPeriod acknowledgement!: Period | null;

  /** Within which an appeal has to be answered, counted from its receipt. Null: no duty. */
  @OptionalPeriod appeal!: Period | null;
  @OneOf(rollRules) roll!: RollRule;
  @OneOf(startRules) start!: StartRule;

  /** Whether the clock stops from the request for proof of identity, or from a question to the person, until they answer. */
  @Flag pauses!: boolean;

  /** The person may not be asked to prove who they are. Absent: as the default law of this id says. */
  @Optional(Flag) forbids_verification?: boolean;
}

const Place = Text({
  pattern: locationPattern,
  message: 'must be an ISO 3166 code such as PT or US-CA, or EEA',
  example: 'US-CA',
});

const haveOneTermPerRight = ownRule({
  name: 'haveOneTermPerRight',
  validate: (terms) => {
    // the other rules of the field say what is wrong with what is no list of terms
    const known = Array.isArray(terms) ? terms.filter((term) => term instanceof LawTerm) : [];
    const rights = known.flatMap((term) => term.rights);
    return new Set(rights).size === rights.length;
  },
  message: 'must name each right at most once',
});

export class LawDetails {
  @Text({
    pattern: /\S/,
    message: 'must not be empty',
    max: 200,
    example: 'EU General Data Protection Regulation',
  })
  name!: string;

  /** A country includes its regions, unless another law names the region. */
  @ListOf(Place, { max: 300 }) locations!: string[];
  @ListOf(() => LawTerm, { min: 1, max: 3, rules: [haveOneTermPerRight] }) terms!: LawTerm[];

  /** Days on which no one works, besides Saturdays and Sundays. */
  @ListOf(Day, { max: 500 }) holidays!: string[];
}

export const lawSources = ['default', 'organization'] as const;
export type LawSource = (typeof lawSources)[number];

export class Law extends LawDetails {
  @LawId id!: string;

  /** `organization`: a row of its own, which comes before a default one. */
  @OneOf(lawSources) source!: LawSource;
}

export class PropertyLaw {
  @PropertyId property_id!: string;
  @LawId law!: string;
}

/** How the law of a request is chosen, and where its days begin and end. */
export class DeadlineSettings {
  /** Of the seat of the organization. */
  @TimeZone time_zone!: string;

  /** If the law of a request is unknown, that of these which ends first. Empty: the days of its policy. */
  @ListOf(LawId, { max: 100 }) assumed_laws!: string[];

  /** The laws of requests by property, where neither the request nor its location tells. */
  @ListOf(() => PropertyLaw, { max: 50, example: [] }) property_laws!: PropertyLaw[];
}

export class VersionedDeadlineSettings extends DeadlineSettings {
  /** Changes with every change of a law or of these settings. Kept with each date that is computed. */
  @Text({ example: '2026-11-26+3' }) version!: string;
}

export class LawTable {
  @Text({ example: '2026-11-26+3' }) version!: string;
  @ListOf(() => Law) laws!: Law[];
}

export class ReadLawsRequest {
  @OrganizationId organization!: string;
}

/** The default laws, and the organization's own. */
export const ListLaws = call('list-laws', ReadLawsRequest, LawTable);

export class ReadLawRequest extends ReadLawsRequest {
  @Text({ max: 64 }) id!: string;
}

/** Refused with `law_unknown`. */
export const ReadLaw = call('read-law', ReadLawRequest, Law);

/** Own rows are read with every new request. */
export const maxOwnLaws = 50;

export class SaveLawRequest extends ReadLawsRequest {
  @LawId id!: string;
  @Nested(() => LawDetails) law!: LawDetails;
  @Text({ max: 128 }) changed_by!: string;
}

/** Dates that were computed before stay. Refused with `law_limit`. */
export const SaveLaw = call('save-law', SaveLawRequest, Law);

export class RemoveLawRequest extends ReadLawRequest {
  @Text({ max: 128 }) changed_by!: string;
}

/** The default row, if there is one, applies again. Refused with `law_unknown`, and with `law_in_use` if settings name it and there is no default row. */
export const RemoveLaw = call('remove-law', RemoveLawRequest, LawTable);

export const ReadDeadlineSettings = call(
  'read-deadline-settings',
  ReadLawsRequest,
  VersionedDeadlineSettings,
);

export class SaveDeadlineSettingsRequest extends ReadLawsRequest {
  @Nested(() => DeadlineSettings) settings!: DeadlineSettings;
  @Text({ max: 128 }) changed_by!: string;
}

/** Refused with `law_unknown` if one that it names does not exist. */
export const SaveDeadlineSettings = call(
  'save-deadline-settings',
  SaveDeadlineSettingsRequest,
  VersionedDeadlineSettings,
);
