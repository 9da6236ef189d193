import { AppError, type AssuranceSettings, type DeadlineSettings, type Law } from '@subjectline/contracts';

/** The laws that an organization has, and how it chooses among them. */
export interface Laws extends Pick<DeadlineSettings, 'time_zone' | 'assumed_laws' | 'property_laws'> {
  readonly version: string;
  readonly laws: readonly Law[];
  readonly assurance: AssuranceSettings;
}

/** What tells the law of a request. */
export interface Whereabouts {
  readonly law?: string | null | undefined;
  readonly location?: string | null | undefined;
  readonly property_id?: string | null | undefined;
}

/** Several laws are those that may apply: the one that ends first does. */
export interface ApplicableLaws {
  readonly laws: readonly Law[];
  /** Nothing tells which. */
  readonly isAssumed: boolean;
}

/** The law that the request names, or that of its location, or of its property; otherwise those that are assumed. */
export function applicableLaws({ law, location, property_id }: Whereabouts, table: Laws): ApplicableLaws {
  const known =
    named(law, table) ?? lawAt(location, table) ?? named(lawOfProperty(property_id, table), table);
  if (known) return { laws: [known], isAssumed: false };
  const laws = table.laws.filter(({ id }) => table.assumed_laws.includes(id));
  return { laws, isAssumed: true };
}

/** The law of a region comes before that of its country, an organization's own before a default one. */
function lawAt(location: string | null | undefined, { laws }: Laws): Law | undefined {
  if (!location) return undefined;
  const [country] = location.split('-');
  const at = (place: string | undefined) => {
    const there = laws.filter(({ locations }) => locations.some((one) => one === place));
    return there.find(({ source }) => source === 'organization') ?? there[0];
  };
  return at(location) ?? at(country);
}

function lawOfProperty(property_id: string | null | undefined, { property_laws }: Laws): string | undefined {
  return property_laws.find((one) => one.property_id === property_id)?.law;
}

function named(id: string | null | undefined, { laws }: Laws): Law | undefined {
  return laws.find((law) => law.id === id);
}

export function requireLaw(id: string | null | undefined, table: Laws): void {
  if (!id || named(id, table)) return;
  const message = 'must be one of the laws of the organization: GET /api/v1/laws lists them';
  throw new AppError('invalid', {}, [{ path: ['law'], rule: 'isLaw', message }]);
}
