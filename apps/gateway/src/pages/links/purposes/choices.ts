import { DecideApproval, FollowConsentLink, ReadApproval } from '@subjectline/contracts';
import { referenceOf, type LinkPurpose } from '../link';
import { choicesConfirmed, choicesPage } from '../views/choices';
import { statePage } from '../views/states';
import { disowning } from './disown';
import { renewConsentLink } from './renew';

/** `evt_…`: a person confirms their own choices (double opt-in). */
export const choicesLink: LinkPurpose = {
  async show(bus, link) {
    const { organization, about } = link.view;
    const { texts } = link.language;
    const { status, consents } = await bus.ask(ReadApproval, { organization, about });
    if (status !== 'pending_approval') return statePage(texts, 'moved');
    return choicesPage(link.language, link, consents, 'disown');
  },
  acts: {
    async confirm(bus, link) {
      const decision = { ...referenceOf(link), decision: 'approve' } as const;
      const { return_to } = await bus.ask(DecideApproval, decision);
      return { content: choicesConfirmed(link.language.texts), redirectUrl: return_to };
    },
    ...disowning,
    renew: renewConsentLink,
  },
};

/** `clk_…`: a link created by a client. We did not send it, so we can neither notify a recipient nor send another. */
export const handedChoicesLink: LinkPurpose = {
  async show(bus, link) {
    const { organization, about } = link.view;
    const { consents } = await bus.ask(ReadApproval, { organization, about });
    return choicesPage(link.language, link, consents, null);
  },
  acts: {
    async confirm(bus, link) {
      const { return_to } = await bus.ask(FollowConsentLink, referenceOf(link));
      return { content: choicesConfirmed(link.language.texts), redirectUrl: return_to };
    },
  },
};
