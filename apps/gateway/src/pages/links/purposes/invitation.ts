import { AcceptInvitation } from '@subjectline/contracts';
import { referenceOf, type LinkPurpose } from '../link';
import { invitationAccepted, invitationPage, invitationUsed } from '../views/invitation';

/** `opr_…`: an operator accepts an invitation, and is signed in to the console. */
export const invitationLink: LinkPurpose = {
  show: (_bus, link) => invitationPage(link.language.texts, link),
  acts: {
    async open(bus, link) {
      const { token } = await bus.ask(AcceptInvitation, { ...referenceOf(link), browser: link.browser });
      return { content: invitationAccepted(link.language.texts), sessionToken: token };
    },
  },
  used: ({ language: { texts } }) => invitationUsed(texts),
};
