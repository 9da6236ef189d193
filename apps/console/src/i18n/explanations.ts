import type { ProviderReason } from '../api/types';

type Explained = readonly [what: string, remedy: string];

/** What is the case, and what to do, by a code of the API. */
export type Explanations = Readonly<Record<string, Explained>>;

/** The compiler names the reasons that a language lacks. */
export type ProviderReasons = Readonly<Record<ProviderReason, Explained>>;

export type TestFailures = Readonly<
  Record<
    | 'details_invalid'
    | 'secrets_missing'
    | 'secrets_invalid'
    | 'no_email'
    | 'no_phone_number'
    | 'provider_failed',
    Explained
  >
>;
