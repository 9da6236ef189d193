import { Controller } from '@nestjs/common';
import { Hears } from '@subjectline/bus';
import {
  ChallengeDisowned,
  DisowningTakenBack,
  IdentityVerified,
  SendSuppressed,
  type ChallengeDisownedEvent,
  type DisowningTakenBackEvent,
  type IdentityVerifiedEvent,
  type SendSuppressedEvent,
} from '@subjectline/contracts';
import { LinkService } from '../links/link.service';
import { ApprovalService } from './approval.service';
import { MessageFeedbackService } from './message-feedback.service';

/** Events about challenges. Those of other services arrive here, too, and are ignored. */
@Controller()
export class IdentityEventsHandler {
  constructor(
    private readonly approvals: ApprovalService,
    private readonly links: LinkService,
    private readonly feedback: MessageFeedbackService,
  ) {}

  @Hears(IdentityVerified, 'consents')
  async identityVerified(event: IdentityVerifiedEvent): Promise<void> {
    await this.approvals.identityVerified(event);
    await this.links.identityVerified(event);
  }

  @Hears(SendSuppressed, 'consents')
  suppressed(event: SendSuppressedEvent): Promise<void> {
    return this.feedback.suppressed(event);
  }

  @Hears(ChallengeDisowned, 'consents')
  disowned(event: ChallengeDisownedEvent): Promise<void> {
    return this.feedback.disowningChanged(event);
  }

  @Hears(DisowningTakenBack, 'consents')
  takenBack(event: DisowningTakenBackEvent): Promise<void> {
    return this.feedback.disowningChanged(event);
  }
}
