import type { AppError } from '@subjectline/contracts';
import { didomiAnswer } from './didomi-errors';
import { isDidomiUrl } from '../../didomi/paths';
import { fidesAnswer } from './fides-errors';
import { problemAnswer } from './problem-details';
import type { Answer } from './answer';
import type { ApiFamily, Family } from '../fastify-types';

/** The error response of each API. The request body is read and never repeated. */
export const answers: Readonly<Record<ApiFamily, (error: AppError, body: unknown) => Answer>> = {
  fides: fidesAnswer,
  native: problemAnswer,
  didomi: didomiAnswer,
};

/** For a URL that matches no route. */
export function familyOfUrl(url: string): Family {
  if (isDidomiUrl(url)) return 'didomi';
  if (/^\/links\/?(\?|$)/.test(url)) return 'page';
  return url.startsWith('/api/v1/') ? 'fides' : 'native';
}
