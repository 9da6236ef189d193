import type {
  AssuranceBasis,
  AssuranceLevel,
  AssuranceRule,
  EffectiveAssuranceRule,
  Law,
  OrganizationSettings,
  RequestAction,
} from '@subjectline/contracts';
import type { Laws } from '../laws/applicable-laws';
import { defaultLaws } from '../laws/default-laws';
import { defaultRules } from './default-rules';
import { asLevel } from './levels';

/** How surely a person has to be known, and where that comes from. */
export interface RequiredLevel {
  readonly level: AssuranceLevel;
  readonly basis: AssuranceBasis;
}

/** Nothing is asked of a person whom an API client vouches for. */
export const vouchedLevel: RequiredLevel = { level: 0, basis: 'vouched' };

/** Fides' switch, where no rules are on. */
export function switchLevel({
  subject_identity_verification_required: isRequired,
}: Pick<OrganizationSettings, 'subject_identity_verification_required'>): RequiredLevel {
  return { level: isRequired ? 1 : 0, basis: 'switch' };
}

/** By the rules: the organization's own before the default ones, and of each the one of this law before the one of all. */
export function ruledLevel(action: RequestAction, lawId: string | null, table: Laws): RequiredLevel {
  const law = table.laws.find(({ id }) => id === lawId);
  if (law && forbidsVerification(law, action)) return { level: 0, basis: 'forbidden' };
  const own = ruleOf(action, lawId, table.assurance.rules);
  const rule = own ?? ruleOf(action, lawId, defaultRules);
  return { level: asLevel(rule?.level ?? 1), basis: own ? 'organization' : 'default' };
}

function ruleOf(
  action: RequestAction,
  law: string | null,
  rules: readonly AssuranceRule[],
): AssuranceRule | undefined {
  const ofAction = rules.filter((rule) => rule.action === action);
  return ofAction.find((rule) => rule.law === law) ?? ofAction.find((rule) => rule.law === null);
}

/** An organization's own row of a law that says nothing keeps what the default row says. */
export function forbidsVerification({ id, terms }: Law, action: RequestAction): boolean {
  const shipped = Object.hasOwn(defaultLaws, id) ? defaultLaws[id]?.terms : undefined;
  const [own, ofDefault] = [terms, shipped].map((some) =>
    some?.find(({ rights }) => rights.includes(action)),
  );
  return own?.forbids_verification ?? ofDefault?.forbids_verification ?? false;
}

/** All rules that apply, in the order in which they are looked up; what a law forbids comes before all. */
export function effectiveRules({ laws, assurance }: Laws): EffectiveAssuranceRule[] {
  const forbidden = laws.flatMap((law) => {
    const actions = (['access', 'erasure', 'consent'] as const).filter((one) =>
      forbidsVerification(law, one),
    );
    return actions.map((action) => ({ action, law: law.id, level: 0, source: 'forbidden' as const }));
  });
  const own = assurance.rules.map((rule) => ({ ...rule, source: 'organization' as const }));
  const isOverridden = ({ action, law }: AssuranceRule) =>
    own.some((rule) => rule.action === action && (rule.law === law || rule.law === null));
  const rest = defaultRules.filter((rule) => !isOverridden(rule));
  return [...forbidden, ...own, ...rest.map((rule) => ({ ...rule, source: 'default' as const }))];
}
