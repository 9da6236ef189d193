import { useState } from 'react';
import { toProblem } from '../../../api/problem';
import type { ProviderConfig, ProviderType } from '../../../api/types';
import { useDraft } from '../../../ui/use-draft';
import {
  missingIn,
  placeProblems,
  storedDetails,
  valuesOf,
  type Details,
  type PlacedProblems,
  type Secrets,
} from './form-values';

const noSecrets: Secrets = { typed: {}, removed: [] };
const noProblems: PlacedProblems = { byField: {}, rest: [] };

/** Details survive a reload, secrets do not: they are kept in memory alone. */
export function useProviderForm(type: ProviderType, config: ProviderConfig | null) {
  const [draft, setDraft, clearDraft] = useDraft(`provider ${config?.key ?? `new ${type.service_type}`}`);
  const [secrets, setSecrets] = useState<Secrets>(noSecrets);
  const [problems, setProblems] = useState<PlacedProblems>(noProblems);
  const typed = draft ? (JSON.parse(draft) as Details) : {};
  const details = { ...storedDetails(type, config), ...typed };
  return {
    details,
    secrets,
    problems,
    setDetail: (name: string, value: string | boolean) =>
      setDraft(JSON.stringify({ ...typed, [name]: value })),
    setSecret: (name: string, value: string | undefined) =>
      setSecrets(({ typed: before, removed }) => ({ typed: { ...before, [name]: value }, removed })),
    setRemoved: (name: string, isRemoved: boolean) =>
      setSecrets(({ typed: before, removed }) => ({
        typed: before,
        removed: isRemoved ? [...removed, name] : removed.filter((one) => one !== name),
      })),
    values: () => valuesOf(type, details, secrets),
    /** Whether all that is required is there; otherwise each empty field says so. */
    isComplete: (message: string): boolean => {
      const missing = missingIn(type, details, secrets, config?.secrets_set ?? []);
      setProblems({ byField: Object.fromEntries(missing.map((name) => [name, message])), rest: [] });
      return missing.length === 0;
    },
    showProblems: (error: unknown) =>
      setProblems(placeProblems(toProblem(error).fields, [...type.details, ...type.secrets])),
    clear: () => {
      clearDraft();
      setSecrets(noSecrets);
      setProblems(noProblems);
    },
  };
}

export type ProviderForm = ReturnType<typeof useProviderForm>;
