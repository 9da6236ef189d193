import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  ReadLink,
  type RenewConsentLinkRequest,
  type RenewedConsentLink,
} from '@subjectline/contracts';
import { CallerBudget } from '@subjectline/storage';
import { destinationOf, type Reach } from '../person/addresses';
import { ApprovalService } from './approval.service';
import { ApprovalStore } from '../validation/approval.store';
import { ChoiceService } from '../consent/choice.service';
import { ConsentMessages, type Asker } from '../person/consent-messages';
import { isSettled } from '../consent/event-status';
import { EventStore } from '../consent/event.store';
import { sortOf, thingOf } from '../person/link-about';
import { welcomeSeconds } from '../consent/notifications';
import { SettingsReader } from '../organization/settings-reader';
import { SignInService } from '../sign-in/sign-in.service';
import { UserDirectory } from '../person/user-directory';
import { ValidationService } from '../validation/validation.service';

/** Whoever holds a link that has expired gets another one, to where the old one went: its holder reads that mailbox. */
@Injectable()
export class RenewalService {
  constructor(
    private readonly approvals: ApprovalService,
    private readonly approvalStore: ApprovalStore,
    private readonly events: EventStore,
    private readonly users: UserDirectory,
    private readonly choices: ChoiceService,
    private readonly validations: ValidationService,
    private readonly signIns: SignInService,
    private readonly messages: ConsentMessages,
    private readonly settings: SettingsReader,
    private readonly bus: Bus,
    private readonly budget: CallerBudget,
  ) {}

  async renew(request: RenewConsentLinkRequest): Promise<RenewedConsentLink> {
    const { organization, about, token, client_digest } = request;
    const link = await this.bus.ask(ReadLink, { token });
    const isOurs = link.organization === organization && link.about === about;
    // the link in the message of a code can say that nobody asked, and nothing else
    if (!isOurs || !link.proves || link.state === 'disowned')
      throw new AppError('link_unknown', { id: about });
    if (link.state === 'used') throw new AppError('link_used', { id: about });
    const thing = thingOf(about);
    switch (sortOf(thing)) {
      case 'evt':
      case 'apr':
        return { expires_in: await this.renewDecision(organization, thing, client_digest) };
      case 'usr':
        return { expires_in: await this.renewWelcome(organization, thing, link.locale, client_digest) };
      case 'sgn':
        return { expires_in: await this.signIns.renew(organization, thing, client_digest) };
      default:
        // a client has made it and can make another
        throw new AppError('link_expired', { id: about });
    }
  }

  private async renewDecision(
    organization: string,
    thing: string,
    clientDigest: string | null | undefined,
  ): Promise<number> {
    const found = await this.approvals.requireEvent(organization, thing);
    const user = await this.users.read(organization, found.user_id);
    const asked = await this.approvalStore.read(organization, thing);
    const reach = asked
      ? this.validations.reachOfApprover(asked)
      : user && this.choices.reachOfPerson(user.person);
    const asker = await this.askerOf(organization, clientDigest, reach);
    return this.events.transaction(async (transaction) => {
      // locked: nobody is asked about what somebody has just decided
      const event = await this.events.lock(transaction, organization, found.id);
      if (!event || !user) throw new AppError('event_unknown', { id: found.public_id });
      if (isSettled(event.status)) {
        throw new AppError('event_settled', { id: event.public_id, status: event.status });
      }
      const approval = await this.approvalStore.read(organization, thing, transaction);
      if (approval) await this.validations.askApprover(transaction, event, approval, asker);
      else await this.validations.askPerson(transaction, user, event, asker);
      return this.choices.contentOf(event).validation?.expires_in ?? 0;
    });
  }

  private async renewWelcome(
    organization: string,
    thing: string,
    locale: string,
    clientDigest: string | null | undefined,
  ): Promise<number> {
    const user = await this.users.read(organization, thing);
    const reach = user && this.choices.reachOfPerson(user.person);
    if (!reach) throw new AppError('link_unknown', { id: thing });
    const { privacy_center_url: returnTo } = await this.settings.read(organization);
    const kind = 'consents-user-created';
    const message = { organization, about: thing, kind, reach, variables: {}, locale } as const;
    const asker = await this.askerOf(organization, clientDigest, reach);
    const proof = { lifetimeSeconds: welcomeSeconds, returnTo, ...asker };
    await this.events.transaction((transaction) =>
      this.messages.askForProof(transaction, { ...message, ...proof }),
    );
    return welcomeSeconds;
  }

  private async askerOf(
    organization: string,
    clientDigest: string | null | undefined,
    reach: Reach | null,
  ): Promise<Asker> {
    const caller = { organization, client_digest: clientDigest };
    const callerCounted = await this.budget.require(caller, [destinationOf(reach)]);
    return { clientDigest, callerCounted };
  }
}
