import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type {
  ConsentChoices,
  ConsentWarning,
  MessageKindId,
  OrganizationSettings,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { reachOf, type Reach } from '../person/addresses';
import { areSameChoices, choicesAfter, overlap } from './choices';
import { ConsentMessages } from '../person/consent-messages';
import { ConsentVault, type EventContent, type Person } from '../person/consent-vault';
import { EventStore, type EventRow } from './event.store';
import { namedMetadata } from './metadata';
import { noticeOf, welcomeSeconds } from './notifications';
import type { KnownUser } from '../person/user-directory';
import { UserStore } from '../person/user.store';

/** What has to be known before a transaction begins, to say what came of it. */
export interface Surroundings {
  readonly settings: OrganizationSettings;
  readonly missingTemplates: ReadonlySet<MessageKindId>;
}

/** The kinds of message that may come of a choice that counts. */
export const choiceKinds: readonly MessageKindId[] = ['consents-user-created', 'confirm-consent-changed'];

/** What holds of a user's choices, and who is told when it changes. */
@Injectable()
export class ChoiceService {
  constructor(
    private readonly events: EventStore,
    private readonly users: UserStore,
    private readonly messages: ConsentMessages,
    private readonly vault: ConsentVault,
  ) {}

  contentOf(event: EventRow): EventContent {
    return this.vault.open('event', event, event.sealed_content);
  }

  async currentOf(
    organization: string,
    userId: string,
    regulation: string,
    transaction?: Transaction,
  ): Promise<Required<ConsentChoices>> {
    const confirmed = await this.events.confirmed(organization, [userId], regulation, transaction);
    return choicesAfter(confirmed.map((event) => this.contentOf(event).consents));
  }

  /** Whether a choice about the same things was made later and counts. */
  async isSuperseded(event: EventRow): Promise<boolean> {
    return this.isOverriddenBy(event, await this.events.confirmedSince(event));
  }

  isOverriddenBy(event: EventRow, confirmed: readonly EventRow[]): boolean {
    const { consents } = this.contentOf(event);
    return confirmed.some(
      (other) => isLater(other, event) && overlap(consents, this.contentOf(other).consents),
    );
  }

  /**
   * Does what may change what holds for a user who is locked, and tells them when it did. Where nobody is to be told,
   * as of an import, the first time has passed all the same.
   */
  async change(
    transaction: Transaction,
    user: KnownUser,
    { isSilent, ...surroundings }: Surroundings & { isSilent: boolean },
    work: () => Promise<EventRow>,
    regulation: string,
  ): Promise<{ event: EventRow; warnings: ConsentWarning[] }> {
    const { organization, id } = user.row;
    const before = await this.currentOf(organization, id, regulation, transaction);
    const event = await work();
    if (event.status !== 'confirmed') return { event, warnings: [] };
    const after = await this.currentOf(organization, id, regulation, transaction);
    const isFirst = user.row.first_confirmed_at === null;
    if (isFirst) await this.users.markConfirmed(transaction, user.row);
    const kind = noticeOf({ isFirst, hasChanged: !areSameChoices(before, after) });
    if (!kind || isSilent) return { event, warnings: [] };
    return { event, warnings: await this.tell(transaction, user, event, kind, surroundings) };
  }

  /**
   * Stores the warnings of a call with the event, so that later readers see them.
   * @param asked the kind of message that was just sent again: earlier warnings about it are dropped
   */
  async noteWarnings(
    transaction: Transaction,
    event: EventRow,
    warnings: readonly ConsentWarning[],
    asked?: MessageKindId,
  ): Promise<EventRow> {
    const content = this.contentOf(event);
    const before = content.warnings ?? [];
    const kept = before.filter(({ email_type }) => !asked || email_type !== asked);
    const all = [
      ...kept,
      ...warnings.filter((warning) => !kept.some((each) => isDeepStrictEqual(each, warning))),
    ];
    if (isDeepStrictEqual(all, before)) return event;
    const sealed_content = this.vault.seal('event', event, { ...content, warnings: all });
    return this.events.note(transaction, event, { ...event, sealed_content });
  }

  /** Where the messages about a user go. */
  reachOfPerson({ organization_user_id, email }: Person): Reach | null {
    return reachOf(organization_user_id) ?? reachOf(email);
  }

  variablesOf({ metadata, user_metadata }: EventContent): Record<string, string> {
    return namedMetadata(metadata, user_metadata).variables;
  }

  /**
   * The welcome carries a way in, proved like any other link: its template counts on it, and where the Privacy Center
   * is may be said until it is followed. With neither of the two there is nothing to prove.
   */
  private async tell(
    transaction: Transaction,
    user: KnownUser,
    event: EventRow,
    kind: MessageKindId,
    { settings, missingTemplates }: Surroundings,
  ): Promise<ConsentWarning[]> {
    const { organization, id: eventId, locale } = event;
    const reach = this.reachOfPerson(user.person);
    const variables = this.variablesOf(this.contentOf(event));
    const returnTo = settings.privacy_center_url;
    const message = { organization, kind, variables, locale };
    const isOfUse = returnTo !== null || !missingTemplates.has(kind);
    if (kind === 'consents-user-created' && reach && isOfUse) {
      const link = {
        about: user.row.id,
        recordedUnder: eventId,
        reach,
        lifetimeSeconds: welcomeSeconds,
        returnTo,
      };
      await this.messages.askForProof(transaction, { ...message, ...link });
    } else {
      await this.messages.tell(transaction, { ...message, about: eventId, reach });
    }
    return messageWarnings(kind, reach, missingTemplates);
  }
}

function isLater(one: EventRow, other: EventRow): boolean {
  const gapMs = one.chosen_at.getTime() - other.chosen_at.getTime();
  return gapMs > 0 || (gapMs === 0 && one.position > other.position);
}

/** Why a message will not reach anybody, as far as it can be known here. */
export function messageWarnings(
  kind: MessageKindId,
  reach: Reach | null,
  missingTemplates: ReadonlySet<MessageKindId>,
): ConsentWarning[] {
  return [
    ...(missingTemplates.has(kind) ? [{ reason: 'template_missing', email_type: kind } as const] : []),
    ...(reach ? [] : [{ reason: 'no_recipient', email_type: kind } as const]),
  ];
}
