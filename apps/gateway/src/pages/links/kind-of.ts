import { AppError, type LinkView } from '@subjectline/contracts';
import type { LinkKind } from './link';
import { approvalLink } from './kinds/approval';
import { choicesLink, handedChoicesLink } from './kinds/choices';
import { codeLink } from './kinds/code';
import { signInLink, welcomeLink } from './kinds/preferences';
import { requestLink } from './kinds/request';

/** By what stands in front of the id of what a link is about. */
const kinds: Readonly<Record<string, LinkKind>> = {
  pri: requestLink,
  evt: choicesLink,
  apr: approvalLink,
  clk: handedChoicesLink,
  sgn: signInLink,
  usr: welcomeLink,
};

export function kindOf({ about, proves }: LinkView): LinkKind {
  if (!proves) return codeLink;
  const [prefix = ''] = about.split('_', 1);
  const kind = Object.hasOwn(kinds, prefix) ? kinds[prefix] : undefined;
  if (!kind) throw new AppError('link_unknown');
  return kind;
}
