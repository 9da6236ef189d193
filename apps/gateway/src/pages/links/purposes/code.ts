import type { LinkPurpose } from '../link';
import { codeUsed, notMePage } from '../views/not-me';
import { disowning } from './disown';

/** The link in the message of a code. It proves nothing; all that it can say is that the code was not asked for. */
export const codeLink: LinkPurpose = {
  show: (_bus, link) => notMePage(link.language.texts, link),
  acts: disowning,
  used: ({ language: { texts } }) => codeUsed(texts),
  worksLate: true,
};
