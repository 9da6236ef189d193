import { Injectable } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import { CallerLimit, Database } from '@subjectline/storage';
import { welcomeSeconds } from '../consent/notifications';
import { SettingsReader } from '../organization/settings-reader';
import { destinationOf, reachOfPerson } from '../person/addresses';
import { countedAsker } from '../person/asker';
import { ConsentMessages } from '../person/consent-messages';
import { UserDirectory } from '../person/user-directory';

@Injectable()
export class WelcomeRenewalService {
  constructor(
    private readonly users: UserDirectory,
    private readonly settings: SettingsReader,
    private readonly messages: ConsentMessages,
    private readonly callerLimit: CallerLimit,
    private readonly database: Database,
  ) {}

  /** @returns the lifetime of the new link, in seconds */
  async renew(
    organization: string,
    subject: string,
    locale: string,
    clientDigest: string | null | undefined,
  ): Promise<number> {
    const user = await this.users.read(organization, subject);
    const reach = user && reachOfPerson(user.person);
    if (!reach) throw new AppError('link_unknown', { id: subject });
    const redirectUrl = await this.settings.privacyCenterOf(organization);
    const kind = 'consents-user-created';
    const message = { organization, about: subject, kind, reach, variables: {}, locale } as const;
    const asker = await countedAsker(this.callerLimit, organization, clientDigest, [destinationOf(reach)]);
    const challenge = { lifetimeSeconds: welcomeSeconds, redirectUrl, ...asker };
    await this.database.transaction((transaction) =>
      this.messages.startChallenge(transaction, { ...message, ...challenge }),
    );
    return welcomeSeconds;
  }
}
