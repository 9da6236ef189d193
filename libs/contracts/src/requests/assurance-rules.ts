import { createPublicKey, type JsonWebKey } from 'node:crypto';
import {
  Flag,
  Int,
  ListOf,
  Nested,
  Nullish,
  ObjectOf,
  OneOf,
  OrNull,
  ownRule,
  Text,
  WebAddress,
  With,
} from '@subjectline/schema';
import { callOf } from '../contract/define';
import { LawId } from '../values/law-ids';
import { OrganizationId } from '../values/rules';
import { ReadLawsRequest } from './laws';
import { AssuranceLevelField } from './request-assurance';
import { requestActions, type RequestAction } from './requests';

const call = callOf('requests', { askedBy: ['gateway'] });

/* How surely persons have to be known, by action and law. `docs/assurance.md` has the default rules and their sources. */

export class AssuranceRule {
  @OneOf(requestActions) action!: RequestAction;

  /** Null: every law that has no rule of its own, and requests without a law. */
  @OrNull(LawId) law!: string | null;
  @AssuranceLevelField level!: number;
}

const haveOneLevelPerCase = ownRule({
  name: 'haveOneLevelPerCase',
  validate: (rules) => {
    // the other rules of the field say what is wrong with what is no list of rules
    const known = Array.isArray(rules) ? rules.filter((rule) => rule instanceof AssuranceRule) : [];
    return new Set(known.map(({ action, law }) => `${action} ${law}`)).size === known.length;
  },
  message: 'must name each action and law at most once',
});

/** A public key as a JWK (RFC 7517). */
export type PublicJwk = Readonly<Record<string, unknown>> & { readonly kid?: string };

const PublicKey = With(
  ObjectOf<PublicJwk>({
    example: {
      kty: 'OKP',
      crv: 'Ed25519',
      kid: '2026-11',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    },
  }),
  {
    rules: [
      ownRule({
        name: 'isPublicKey',
        validate: isPublicKey,
        message: 'must be a public key as a JWK, without its private half',
      }),
    ],
  },
);

function isPublicKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || 'd' in value || 'k' in value) return false;
  try {
    return createPublicKey({ key: value as JsonWebKey, format: 'jwk' }).type === 'public';
  } catch {
    return false;
  }
}

/** Where persons sign in at the organization (OpenID Connect). */
export class SessionIssuer {
  @WebAddress issuer!: string;

  /** The client id that the tokens are for. */
  @Text({ pattern: /\S/, message: 'must not be empty', max: 256, example: 'privacy-center' })
  audience!: string;

  /** The `keys` of the provider's JWKS. They are not fetched: replace them when the provider does. */
  @ListOf(PublicKey, { min: 1, max: 20 }) keys!: PublicJwk[];

  /** How long ago the person may have signed in. */
  @Int({ min: 60, max: 86_400, example: 300 }) max_age_seconds!: number;
}

export class AssuranceSettings {
  /** Off: `subject_identity_verification_required` decides alone, as at Fides. */
  @Flag is_enabled!: boolean;

  /** They take the place of default ones. */
  @ListOf(() => AssuranceRule, { max: 200, rules: [haveOneLevelPerCase] }) rules!: AssuranceRule[];

  /** How many data points have to match. */
  @Int({ min: 1, max: 20, example: 3 }) min_data_points!: number;

  /** Null: no sign-in proves anything. */
  @Nullish(Nested(() => SessionIssuer)) session?: SessionIssuer | null;
}

export const ruleSources = ['default', 'organization', 'forbidden'] as const;
export type RuleSource = (typeof ruleSources)[number];

export class EffectiveAssuranceRule extends AssuranceRule {
  /** `forbidden`: that law forbids to verify for this action. */
  @OneOf(ruleSources) source!: RuleSource;
}

export class VersionedAssuranceSettings extends AssuranceSettings {
  /** Of the laws and these settings. */
  @Text({ example: '2026-11-26+3' }) version!: string;

  /** All that apply, the organization's own first. */
  @ListOf(() => EffectiveAssuranceRule) effective_rules!: EffectiveAssuranceRule[];
}

export const ReadAssuranceSettings = call(
  'read-assurance-settings',
  ReadLawsRequest,
  VersionedAssuranceSettings,
);

export class SaveAssuranceSettingsRequest {
  @OrganizationId organization!: string;
  @Nested(() => AssuranceSettings) settings!: AssuranceSettings;
  @Text({ max: 128 }) changed_by!: string;
}

/** For requests from now on. Refused with `law_unknown`, and with `verification_forbidden` if a rule asks for what its law forbids. */
export const SaveAssuranceSettings = call(
  'save-assurance-settings',
  SaveAssuranceSettingsRequest,
  VersionedAssuranceSettings,
);
