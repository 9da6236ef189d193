import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  ReadLink,
  type Approval,
  type ConsentProofContent,
  type ReadApprovalProofRequest,
  type ReadApprovalRequest,
} from '@subjectline/contracts';
import { ChoiceService } from '../consent/choice.service';
import { EventContents } from '../consent/event-contents';
import { LinkPageService } from '../links/link-page.service';
import { subjectOf, typeOf } from '../person/subject-reference';
import { UserDirectory } from '../person/user-directory';
import { ProofService } from '../proofs/proof.service';
import { LinkedEvents } from '../validation/linked-events';

/** What the page behind a link shows before a decision. */
@Injectable()
export class ApprovalPageService {
  constructor(
    private readonly linked: LinkedEvents,
    private readonly links: LinkPageService,
    private readonly choices: ChoiceService,
    private readonly contents: EventContents,
    private readonly proofs: ProofService,
    private readonly users: UserDirectory,
    private readonly bus: Bus,
  ) {}

  /** Approvers see the user and the proofs; the person sees their own choice. */
  async read({ organization, about }: ReadApprovalRequest): Promise<Approval> {
    const subject = subjectOf(about);
    const type = typeOf(subject);
    if (type === 'clk') return this.links.read(organization, subject);
    const event = await this.linked.require(organization, subject);
    const isApprover = type === 'apr';
    const { consents, delegate, validation } = this.contents.of(event);
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

  /** A proof of this event, for the holder of an approver's open link. */
  async readProof(request: ReadApprovalProofRequest): Promise<ConsentProofContent> {
    const { organization, about, token, proof_id } = request;
    const event = await this.linked.require(organization, subjectOf(about));
    const link = await this.bus.ask(ReadLink, { token });
    if (link.organization !== organization || link.about !== about || typeOf(about) !== 'apr') {
      throw new AppError('link_unknown', { id: about });
    }
    if (link.state !== 'open') throw new AppError('link_expired', { id: about });
    if (!event.proof_ids.includes(proof_id)) throw new AppError('proof_unknown', { id: proof_id });
    return this.proofs.read({ organization, id: proof_id });
  }
}
