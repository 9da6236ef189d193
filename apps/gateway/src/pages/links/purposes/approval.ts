import { AppError, DecideApproval, ReadApproval } from '@subjectline/contracts';
import { referenceOf, type LinkPurpose } from '../link';
import { approvalPage, approved, maxReasonLength, rejected } from '../views/approval';
import { statePage } from '../views/states';
import { renewConsentLink } from './renew';

/** `apr_…`: an approver decides about a change of consent. */
export const approvalLink: LinkPurpose = {
  async show(bus, link) {
    const { organization, about } = link.view;
    const approval = await bus.ask(ReadApproval, { organization, about });
    if (approval.status !== 'pending_approval') return statePage(link.language.texts, 'moved');
    return approvalPage(link.language, link, approval);
  },
  acts: {
    async approve(bus, link) {
      const decision = { ...referenceOf(link), decision: 'approve' } as const;
      const { return_to, superseded } = await bus.ask(DecideApproval, decision);
      return { content: approved(link.language.texts, superseded), redirectUrl: return_to };
    },
    async reject(bus, link, reason) {
      if (reason === null || reason.length > maxReasonLength) throw new AppError('invalid');
      const decision = { ...referenceOf(link), decision: 'reject', reason } as const;
      const { return_to } = await bus.ask(DecideApproval, decision);
      return { content: rejected(link.language.texts), redirectUrl: return_to };
    },
    renew: renewConsentLink,
  },
};
