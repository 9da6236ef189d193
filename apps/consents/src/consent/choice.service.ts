import { Injectable } from '@nestjs/common';
import type { ConsentChoices, ConsentWarning, MessageKindId } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { reachOfPerson, type Reach } from '../person/addresses';
import { ConsentMessages } from '../person/consent-messages';
import type { KnownUser } from '../person/user-directory';
import { UserStore } from '../person/user.store';
import { areSameChoices, choicesAfter, overlap } from './choices';
import { EventContents } from './event-contents';
import { EventStore, type EventRow } from './event.store';
import type { NoticeContext } from './notice-context';
import { noticeOf, welcomeSeconds } from './notifications';

/** Which choices of a user are in force, and what the user is told when they change. */
@Injectable()
export class ChoiceService {
  constructor(
    private readonly events: EventStore,
    private readonly users: UserStore,
    private readonly messages: ConsentMessages,
    private readonly contents: EventContents,
  ) {}

  async currentOf(
    organization: string,
    userId: string,
    regulation: string,
    transaction?: Transaction,
  ): Promise<Required<ConsentChoices>> {
    return this.choicesIn(await this.events.confirmed(organization, [userId], regulation, transaction));
  }

  /** The choices of several users, in their order. */
  async currentOfEach(
    organization: string,
    userIds: readonly string[],
    regulation: string,
  ): Promise<Required<ConsentChoices>[]> {
    const confirmed = await this.events.confirmed(organization, userIds, regulation);
    return userIds.map((id) => this.choicesIn(confirmed.filter(({ user_id }) => user_id === id)));
  }

  /** Whether a later choice about the same things is in force. */
  async isSuperseded(event: EventRow): Promise<boolean> {
    return this.isOverriddenBy(event, await this.events.confirmedSince(event));
  }

  isOverriddenBy(event: EventRow, confirmed: readonly EventRow[]): boolean {
    const { consents } = this.contents.of(event);
    return confirmed.some(
      (other) => isLater(other, event) && overlap(consents, this.contents.of(other).consents),
    );
  }

  /**
   * Tells a locked user what an event that was just written has changed. A silent change, such as an import, counts as
   * the user's first all the same.
   * @param before the choices before the event was written
   */
  async announce(
    transaction: Transaction,
    user: KnownUser,
    event: EventRow,
    before: ConsentChoices,
    { isSilent = false, ...context }: NoticeContext & { readonly isSilent?: boolean },
  ): Promise<ConsentWarning[]> {
    if (event.status !== 'confirmed') return [];
    const { organization, id } = user.row;
    const after = await this.currentOf(organization, id, event.regulation, transaction);
    const isFirst = user.row.first_confirmed_at === null;
    if (isFirst) await this.users.markConfirmed(transaction, user.row);
    const kind = noticeOf({ isFirst, hasChanged: !areSameChoices(before, after) });
    return kind && !isSilent ? this.notify(transaction, user, event, kind, context) : [];
  }

  /**
   * The welcome carries a link to the Privacy Center, which is verified like any other: its template relies on it, and
   * the center's URL may still be set before it is followed. Without template and URL a link would be of no use.
   */
  private async notify(
    transaction: Transaction,
    user: KnownUser,
    event: EventRow,
    kind: MessageKindId,
    { settings, missingTemplates }: NoticeContext,
  ): Promise<ConsentWarning[]> {
    const { organization, id: eventId, locale } = event;
    const reach = reachOfPerson(user.person);
    const redirectUrl = settings.privacy_center_url;
    const message = { organization, kind, variables: this.contents.variablesOf(event), locale };
    const isOfUse = redirectUrl !== null || !missingTemplates.has(kind);
    if (kind === 'consents-user-created' && reach && isOfUse) {
      const subject = { about: user.row.id, recordedUnder: eventId };
      const link = { reach, lifetimeSeconds: welcomeSeconds, redirectUrl };
      await this.messages.startChallenge(transaction, { ...message, ...subject, ...link });
    } else {
      await this.messages.notify(transaction, { ...message, about: eventId, reach });
    }
    return messageWarnings(kind, reach, missingTemplates);
  }

  private choicesIn(confirmed: readonly EventRow[]): Required<ConsentChoices> {
    return choicesAfter(confirmed.map((event) => this.contents.of(event).consents));
  }
}

function isLater(one: EventRow, other: EventRow): boolean {
  const gapMs = one.chosen_at.getTime() - other.chosen_at.getTime();
  return gapMs > 0 || (gapMs === 0 && one.position > other.position);
}

/** Why a message will not arrive, as far as can be known before it is sent. */
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
