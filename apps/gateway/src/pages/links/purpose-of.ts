import { AppError, isDeclaration, type LinkView } from '@subjectline/contracts';
import type { LinkPurpose } from './link';
import { approvalLink } from './purposes/approval';
import { choicesLink, handedChoicesLink } from './purposes/choices';
import { codeLink } from './purposes/code';
import { declarationLink } from './purposes/declaration';
import { invitationLink } from './purposes/invitation';
import { signInLink, welcomeLink } from './purposes/preferences';
import { requestLink } from './purposes/request';

/** By what stands in front of the id of what a link is about. */
const purposes: Readonly<Record<string, LinkPurpose>> = {
  pri: requestLink,
  evt: choicesLink,
  apr: approvalLink,
  clk: handedChoicesLink,
  sgn: signInLink,
  usr: welcomeLink,
  opr: invitationLink,
};

export function purposeOf({ about, proves }: LinkView): LinkPurpose {
  if (!proves) return codeLink;
  if (isDeclaration(about)) return declarationLink;
  const [prefix = ''] = about.split('_', 1);
  const purpose = Object.hasOwn(purposes, prefix) ? purposes[prefix] : undefined;
  if (!purpose) throw new AppError('link_unknown');
  return purpose;
}
