import type { AppError } from '@subjectline/contracts';
import { didomiAnswer } from './didomi-errors';
import { isDidomiUrl } from '../../didomi/paths';
import { fidesAnswer } from './fides-errors';
import { problemAnswer } from './problem-details';
import type { Answer } from './answer';
import type { ApiFamily, Family } from '../fastify-types';

/** How each API says no. The body that was sent is looked at and never shown. */
export const answers: Readonly<Record<ApiFamily, (error: AppError, body: unknown) => Answer>> = {
  fides: fidesAnswer,
  native: problemAnswer,
  didomi: didomiAnswer,
};

/** Of a URL that is no route and has none near it. */
export function familyOfUrl(url: string): Family {
  if (isDidomiUrl(url)) return 'didomi';
  if (/^\/links\/?(\?|$)/.test(url)) return 'page';
  return url.startsWith('/api/v1/') ? 'fides' : 'native';
}
