import type { AssuranceRule, RequestAction } from '@subjectline/contracts';

/* The default rules: engineering guidance, not legal advice. `docs/assurance.md` names the sources. */

/** What has no rule of its own. */
const general: readonly AssuranceRule[] = [
  { action: 'access', law: null, level: 2 },
  { action: 'erasure', law: null, level: 2 },
  { action: 'consent', law: null, level: 0 },
];

/** No more may be asked for than is needed, or the law knows no check of identity: control of the address is enough. */
const addressIsEnough = ['eu_gdpr', 'uk_gdpr', 'ch_fadp', 'in_dpdp'] as const;

const disclosures: readonly RequestAction[] = ['access', 'erasure'];

export const defaultRules: readonly AssuranceRule[] = [
  ...addressIsEnough.flatMap((law) => disclosures.map((action) => ({ action, law, level: 1 }))),
  ...general,
];
