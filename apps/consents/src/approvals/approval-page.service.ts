import { Injectable } from '@nestjs/common';
import type { Approval, ReadApprovalRequest } from '@subjectline/contracts';
import { ApprovalService } from './approval.service';
import { ChoiceService } from '../consent/choice.service';
import { sortOf, thingOf } from '../person/link-about';
import { LinkService } from '../links/link.service';
import { ProofService } from '../proofs/proof.service';
import { UserDirectory } from '../person/user-directory';

/** What somebody sees before they decide. */
@Injectable()
export class ApprovalPageService {
  constructor(
    private readonly approvals: ApprovalService,
    private readonly links: LinkService,
    private readonly choices: ChoiceService,
    private readonly proofs: ProofService,
    private readonly users: UserDirectory,
  ) {}

  /** Approvers see whose choice it is and what shows it; the person sees what they chose. */
  async read({ organization, about }: ReadApprovalRequest): Promise<Approval> {
    const thing = thingOf(about);
    const sort = sortOf(thing);
    if (sort === 'clk') return this.links.readPage(organization, thing);
    const event = await this.approvals.requireEvent(organization, thing);
    const isApprover = sort === 'apr';
    const { consents, delegate, validation } = this.choices.contentOf(event);
    const user = isApprover ? await this.users.read(organization, event.user_id) : null;
    return {
      method: validation?.method ?? 'link',
      event_id: event.public_id,
      status: event.status,
      organization_user_id: user?.person.organization_user_id ?? null,
      regulation: event.regulation,
      created_at: event.chosen_at.toISOString(),
      consents,
      delegate: delegate && { id: delegate.id, name: delegate.name ?? null },
      proofs: isApprover ? await this.proofs.list(organization, event.proof_ids) : [],
      superseded: await this.choices.isSuperseded(event),
      locale: event.locale,
      decided_at: event.decided_at?.toISOString() ?? null,
    };
  }
}
