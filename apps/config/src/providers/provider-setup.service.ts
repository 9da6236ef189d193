import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  providerReasonTexts,
  TrySettings,
  type ProviderSetup,
  type SettingsVerdict,
  type SetUpProviderRequest,
} from '@subjectline/contracts';
import type { Provider } from '@subjectline/providers';
import { KeyRing, type Queryable } from '@subjectline/storage';
import { ConfigEnv } from '../env';
import { everythingOn } from './everything-on';
import { deepMerge } from '../state/merge';
import { checkedAt } from './problem-place';
import { checkedDetails } from './provider-details';
import { requireSameType, requireUsableType } from '../state/provider-type';
import { ProviderWriter } from './provider-writer';
import { ProviderStore, type ProviderDraft, type ProviderRow } from '../state/provider.store';
import { toProviderConfig } from '../state/provider.view';
import { SettingsReader } from '../state/settings-reader';
import { SettingsPublisher } from '../state/settings.publisher';
import { SettingsStore } from '../state/settings.store';

const refusals: Readonly<Record<SettingsVerdict, 'provider_not_accepted' | 'provider_not_checked' | null>> = {
  accepted: null,
  refused: 'provider_not_accepted',
  undecided: 'provider_not_checked',
};

/** Tries new settings with the vendor before they replace those that work. */
@Injectable()
export class ProviderSetupService {
  constructor(
    private readonly store: ProviderStore,
    private readonly writer: ProviderWriter,
    private readonly settings: SettingsStore,
    private readonly reader: SettingsReader,
    private readonly publisher: SettingsPublisher,
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    private readonly env: ConfigEnv,
  ) {}

  async setUp(request: SetUpProviderRequest): Promise<ProviderSetup> {
    const { organization, check, key } = request;
    const provider = requireUsableType(request.service_type, this.env);
    const before = await this.configOf(organization, provider, key);
    const draft = this.draftOf(provider, before, request);
    // outside the change: its lock does not wait for a vendor
    if (check) await this.requireAccepted(organization, provider, draft);
    return this.publisher.change(organization, async (transaction) => {
      const current = await this.configOf(organization, provider, key, transaction);
      // what the vendor was asked about is not what would be stored
      if (current?.version !== before?.version) throw new AppError('conflict');
      const name =
        request.name ??
        before?.name ??
        (await this.writer.freeName(transaction, organization, provider, draft.key));
      const row = await this.writer.write(transaction, organization, before, { ...draft, name });
      await this.switchOn(transaction, organization, provider);
      if (key !== undefined) await this.store.prefer(organization, key, transaction);
      const tested = check ? await this.store.recordTest(organization, row, true, transaction) : null;
      return { config: toProviderConfig(this.keys, tested ?? row), checked: check };
    });
  }

  /** Without a key the config that the type's name stands for. */
  private async configOf(
    organization: string,
    { serviceType }: Provider,
    key: string | undefined,
    on?: Queryable,
  ): Promise<ProviderRow | null> {
    const ofType = key === undefined ? await this.store.readByType(organization, serviceType, on) : null;
    const found = ofType ?? (await this.store.readByKey(organization, key ?? serviceType, on));
    requireSameType(found, serviceType);
    return found;
  }

  private draftOf(
    provider: Provider,
    before: ProviderRow | null,
    { organization, details, secrets = {}, key: given }: SetUpProviderRequest,
  ): Omit<ProviderDraft, 'name'> {
    const key = before?.key ?? given ?? provider.serviceType;
    const merged = details ? { ...before?.details, ...details } : before?.details;
    const stored = { organization, key, before, kept: 'others' } as const;
    return {
      key,
      service_type: provider.serviceType,
      details: checkedAt(['details'], () => checkedDetails(provider, merged)),
      sealed_secrets: this.writer.sealed(provider, stored, secrets, ['secrets']),
    };
  }

  private async requireAccepted(
    organization: string,
    { label }: Provider,
    draft: Omit<ProviderDraft, 'name'>,
  ): Promise<void> {
    const { verdict, reason } = await this.bus.ask(TrySettings, { organization, ...draft });
    const refusal = refusals[verdict];
    if (!refusal) return;
    const why = reason && providerReasonTexts[reason];
    throw new AppError(refusal, { label, reason, why });
  }

  private async switchOn(on: Queryable, organization: string, { serviceType }: Provider): Promise<void> {
    const document = await this.settings.read(organization, on);
    const resolved = this.reader.resolve(document);
    await this.settings.write(organization, deepMerge(document, everythingOn(resolved, serviceType)), on);
  }
}
