import { Controller } from '@nestjs/common';
import { Answers, Hears } from '@subjectline/bus';
import {
  ChallengeDisowned,
  DecideApproval,
  DisowningTakenBack,
  IdentityVerified,
  ReadApproval,
  ReadApprovalProof,
  ReadConsentApprovers,
  RenewConsentLink,
  SaveConsentApprovers,
  SendSuppressed,
  type Approval,
  type ChallengeDisownedEvent,
  type ConsentApprovers,
  type ConsentProofContent,
  type DecideApprovalRequest,
  type DecidedApproval,
  type DisowningTakenBackEvent,
  type IdentityVerifiedEvent,
  type ReadApprovalProofRequest,
  type ReadApprovalRequest,
  type ReadConsentApproversRequest,
  type RenewConsentLinkRequest,
  type RenewedConsentLink,
  type SaveConsentApproversRequest,
  type SendSuppressedEvent,
} from '@subjectline/contracts';
import { ApprovalPageService } from './approval-page.service';
import { ApprovalService } from './approval.service';
import { ApproverService } from '../validation/approver.service';
import { LinkService } from '../links/link.service';
import { RenewalService } from './renewal.service';

@Controller()
export class ApprovalHandler {
  constructor(
    private readonly approvals: ApprovalService,
    private readonly pages: ApprovalPageService,
    private readonly renewals: RenewalService,
    private readonly links: LinkService,
    private readonly approvers: ApproverService,
  ) {}

  @Answers(ReadApproval)
  read(request: ReadApprovalRequest): Promise<Approval> {
    return this.pages.read(request);
  }

  @Answers(ReadApprovalProof)
  readProof(request: ReadApprovalProofRequest): Promise<ConsentProofContent> {
    return this.approvals.readProof(request);
  }

  @Answers(DecideApproval)
  decide(request: DecideApprovalRequest): Promise<DecidedApproval> {
    return this.approvals.decide(request);
  }

  @Answers(RenewConsentLink)
  renew(request: RenewConsentLinkRequest): Promise<RenewedConsentLink> {
    return this.renewals.renew(request);
  }

  @Answers(ReadConsentApprovers)
  readApprovers({ organization }: ReadConsentApproversRequest): Promise<ConsentApprovers> {
    return this.approvers.read(organization);
  }

  @Answers(SaveConsentApprovers)
  saveApprovers(request: SaveConsentApproversRequest): Promise<ConsentApprovers> {
    return this.approvers.save(request);
  }

  /** Everybody hears of every proof: most are not about ours. */
  @Hears(IdentityVerified, 'consents')
  async identityVerified(event: IdentityVerifiedEvent): Promise<void> {
    await this.approvals.identityVerified(event);
    await this.links.identityVerified(event);
  }

  @Hears(SendSuppressed, 'consents')
  suppressed(event: SendSuppressedEvent): Promise<void> {
    return this.approvals.suppressed(event);
  }

  @Hears(ChallengeDisowned, 'consents')
  disowned(event: ChallengeDisownedEvent): Promise<void> {
    return this.approvals.disowningChanged(event);
  }

  @Hears(DisowningTakenBack, 'consents')
  takenBack(event: DisowningTakenBackEvent): Promise<void> {
    return this.approvals.disowningChanged(event);
  }
}
