import { Injectable } from '@nestjs/common';
import {
  AppError,
  brandPropertyVariable,
  type DecisionNotices,
  type ReadDecisionNoticeRequest,
} from '@subjectline/contracts';
import { notificationsOf, requestFacts } from '../person/notifications';
import { PersonVault } from '../person/person-vault';
import { addressOf, channelsOf } from '../person/request-identity';
import { RequestStore } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';
import { changeOf } from './decision-change';

/** What a person would be sent: staff see it before they decide. */
@Injectable()
export class DecisionNoticeService {
  constructor(
    private readonly store: RequestStore,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
  ) {}

  async read({ organization, id, decision, reason }: ReadDecisionNoticeRequest): Promise<DecisionNotices> {
    const row = await this.store.read(organization, id);
    if (!row) throw new AppError('request_unknown', { id });
    const change = changeOf(decision, reason);
    if (!change) return { notice: null };
    const { verified_channel, locale } = row;
    const channels = channelsOf(addressOf(this.vault.openIdentity(row), verified_channel), ['email', 'sms']);
    const settings = await this.settings.read(organization);
    const [notice] = notificationsOf(change, row, settings, channels[0] ?? null);
    if (!notice || channels.length === 0) return { notice: null };
    const { [brandPropertyVariable]: _property, ...facts } = requestFacts(row);
    return { notice: { kind: notice.kind, locale, channels, variables: { ...facts, ...notice.variables } } };
  }
}
