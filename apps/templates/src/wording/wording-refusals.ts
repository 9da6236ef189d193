import { AppError } from '@subjectline/contracts';

interface Place {
  readonly kind: string;
  readonly locale: string;
}

/** The names of a wording that a refusal prints: an id, and what it is made of. */
const factsOf = ({ kind, locale }: Place) => ({ id: `${kind}.${locale}`, type: kind, locale });

export function templateUnknown(place: Place): AppError {
  return new AppError('template_unknown', factsOf(place));
}

export function templateExists(place: Place): AppError {
  return new AppError('template_exists', factsOf(place));
}

export function templateChanged(place: Place, version: number): AppError {
  return new AppError('template_changed', { ...factsOf(place), version });
}

export function templateVersionUnknown(place: Place, version: number): AppError {
  return new AppError('template_version_unknown', { ...factsOf(place), version });
}
