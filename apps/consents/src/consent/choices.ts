import { isDeepStrictEqual } from 'node:util';
import type { ConsentChoices, Problem } from '@subjectline/contracts';
import type { ChoiceState } from '../person/consent-vault';

type Vendors = Map<string, boolean>;

function vendorsOf({ vendors }: ConsentChoices): Vendors {
  return new Map([
    ...(vendors?.enabled ?? []).map((id) => [id, true] as const),
    ...(vendors?.disabled ?? []).map((id) => [id, false] as const),
  ]);
}

export const noChoices: ChoiceState = { purposes: [], vendors: [] };

/** What is in force after a series of choices: the latest about each purpose and vendor. */
export function stateAfter(made: readonly ConsentChoices[], before = noChoices): ChoiceState {
  const purposes = new Map(before.purposes.map((purpose) => [purpose.id, purpose]));
  const vendors: Vendors = new Map(before.vendors);
  for (const choices of made) {
    for (const purpose of choices.purposes ?? []) purposes.set(purpose.id, purpose);
    for (const [id, isEnabled] of vendorsOf(choices)) vendors.set(id, isEnabled);
  }
  return { purposes: [...purposes.values()], vendors: [...vendors] };
}

/** The same as callers read it. */
export function choicesOf({ purposes, vendors }: ChoiceState): Required<ConsentChoices> {
  const idsThatAre = (wanted: boolean) =>
    vendors.filter(([, isEnabled]) => isEnabled === wanted).map(([id]) => id);
  return { purposes: [...purposes], vendors: { enabled: idsThatAre(true), disabled: idsThatAre(false) } };
}

/** Whether both look the same to a person. A choice that was withdrawn equals one never made. */
export function areSameChoices(one: ConsentChoices, other: ConsentChoices): boolean {
  return isDeepStrictEqual(saidOf(one), saidOf(other)) && isDeepStrictEqual(vendorsOf(one), vendorsOf(other));
}

function saidOf({ purposes = [] }: ConsentChoices): Map<string, unknown> {
  const said = purposes.map(({ id, enabled = null, values = null }) => ({ id, enabled, values }));
  return new Map(
    said
      .filter(({ enabled, values }) => enabled !== null || values !== null)
      .map(({ id, enabled, values }) => [id, { enabled, values }]),
  );
}

/** Whether both are about the same purpose or vendor, so that the later one overrides the earlier. */
export function overlap(one: ConsentChoices, other: ConsentChoices): boolean {
  const purposes = new Set(other.purposes?.map(({ id }) => id));
  const vendors = vendorsOf(other);
  const isShared = (one.purposes ?? []).some(({ id }) => purposes.has(id));
  return isShared || [...vendorsOf(one).keys()].some((id) => vendors.has(id));
}

/** Problems that a schema does not find: no choice at all, or two about the same purpose or vendor. */
export function problemsOfChoices(choices: ConsentChoices | undefined): Problem[] {
  const { purposes = [], vendors: { enabled = [], disabled = [] } = {} } = choices ?? {};
  if (purposes.length + enabled.length + disabled.length === 0) {
    return [{ path: ['consents'], rule: 'missing', message: 'must hold a purpose or a vendor' }];
  }
  const message = 'is there twice';
  return [
    ...repeated(purposes.map(({ id }) => id)).map((index) => ({
      path: ['consents', 'purposes', index, 'id'],
      rule: 'unique',
      message,
    })),
    ...(repeated([...enabled, ...disabled]).length > 0
      ? [{ path: ['consents', 'vendors'], rule: 'unique', message: 'names a vendor twice' }]
      : []),
  ];
}

function repeated(ids: readonly string[]): number[] {
  const seen = new Set<string>();
  return ids.flatMap((id, index) => {
    if (seen.has(id)) return [index];
    seen.add(id);
    return [];
  });
}
