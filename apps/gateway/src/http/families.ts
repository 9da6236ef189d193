import type { AppError } from '@subjectline/contracts';
import { didomiAnswer } from '../didomi/didomi-errors';
import { isDidomiUrl } from '../didomi/paths';
import { fidesAnswer } from '../fides/fides-errors';
import { problemAnswer } from '../native/problem-details';
import type { Answer } from './answer';
import type { Family } from './fastify-types';

/** How each API says no. The body that was sent is looked at and never shown. */
export const answers: Readonly<Record<Family, (error: AppError, body: unknown) => Answer>> = {
  fides: fidesAnswer,
  native: problemAnswer,
  didomi: didomiAnswer,
};

/** Which API a URL would belong to if there were such a route. */
export function familyOfUrl(url: string): Family {
  if (isDidomiUrl(url)) return 'didomi';
  return url.startsWith('/api/v1/') ? 'fides' : 'native';
}
