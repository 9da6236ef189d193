import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  ReadLink,
  type RenewConsentLinkRequest,
  type RenewedConsentLink,
} from '@subjectline/contracts';
import { subjectOf, typeOf } from '../person/subject-reference';
import { SignInService } from '../sign-in/sign-in.service';
import { DecisionRenewalService } from './decision-renewal.service';
import { WelcomeRenewalService } from './welcome-renewal.service';

/** Replaces an expired link. The new one is sent to the same address: the holder of the old one reads that mailbox. */
@Injectable()
export class RenewalService {
  constructor(
    private readonly decisions: DecisionRenewalService,
    private readonly welcomes: WelcomeRenewalService,
    private readonly signIns: SignInService,
    private readonly bus: Bus,
  ) {}

  async renew(request: RenewConsentLinkRequest): Promise<RenewedConsentLink> {
    const { organization, about, token, client_digest } = request;
    const link = await this.bus.ask(ReadLink, { token });
    const isOurs = link.organization === organization && link.about === about;
    // the link in the message of a code can only disown it
    if (!isOurs || !link.proves || link.state === 'disowned')
      throw new AppError('link_unknown', { id: about });
    if (link.state === 'used') throw new AppError('link_used', { id: about });
    const subject = subjectOf(about);
    switch (typeOf(subject)) {
      case 'evt':
      case 'apr':
        return { expires_in: await this.decisions.renew(organization, subject, client_digest) };
      case 'usr':
        return { expires_in: await this.welcomes.renew(organization, subject, link.locale, client_digest) };
      case 'sgn':
        return { expires_in: await this.signIns.renew(organization, subject, client_digest) };
      default:
        // made by a client, which can make another
        throw new AppError('link_expired', { id: about });
    }
  }
}
