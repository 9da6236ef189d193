import { Inject, Injectable } from '@nestjs/common';
import { Bus, loggerToken, type Logger } from '@subjectline/bus';
import {
  Settings,
  type EraseAtVendorRequest,
  type ProviderState,
  type VendorErasure,
} from '@subjectline/contracts';
import { ProviderError, providers, type Outcome, type Provider } from '@subjectline/providers';
import { KeyRing, SoughtPerson } from '@subjectline/storage';
import { Accounts } from '../accounts/accounts';
import { PersonMessageStore } from './person-message.store';
import { PersonMessages } from './person-messages.service';

/** Shorter than the call waits (`EraseAtVendor`). */
const timeoutMs = 20_000;
/** Messages of one call: each is a request of its own. */
const batchSize = 10;

/** To erase is safe to repeat, so that it is tried again, too, where it is not known whether the vendor did it. */
const mayPass: ReadonlySet<Outcome> = new Set(['throttled', 'unavailable', 'unknown']);

const nothing = { action: null, reason: null, erased: 0, next: null };

interface Named {
  /** What the vendor is given, one by one. */
  readonly names: readonly string[];
  readonly next: string | null;
}

/** Erases persons at vendors, as far as their APIs and the rights of the key allow. */
@Injectable()
export class VendorErasures {
  constructor(
    private readonly accounts: Accounts,
    private readonly messages: PersonMessages,
    private readonly store: PersonMessageStore,
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async erase({ key, after, ...sought }: EraseAtVendorRequest): Promise<VendorErasure> {
    const person = SoughtPerson.open(this.keys, sought);
    const state = await this.configOf(person.organization, key);
    const provider = state && providers[state.service_type];
    if (!state || !provider?.erasure) return { ...nothing, state: 'not_offered' };
    if (!(await this.messages.stop(person))) return { ...nothing, state: 'retry' };
    const { by, action } = provider.erasure;
    const { names, next } = by === 'address' ? addressesOf(person) : await this.sent(person, key, after);
    if (by === 'address' && names.length === 0) return { ...nothing, state: 'not_offered' };
    const result = await this.eraseEach(person.organization, provider, state, names);
    const isAnyErased = result.erased > 0 || after !== null;
    if (result.state !== 'done') return { ...result, action: isAnyErased ? action : null, next: null };
    const isAsked = names.length > 0 || after !== null;
    return { ...result, state: next === null ? 'done' : 'more', action: isAsked ? action : null, next };
  }

  /** From the broker: an erasure must not miss a config that was just saved. */
  private async configOf(organization: string, key: string): Promise<ProviderState | null> {
    const settings = await this.bus.read(Settings, organization);
    return settings?.providers.find((config) => config.key === key) ?? null;
  }

  private async sent(person: SoughtPerson, key: string, after: string | null): Promise<Named> {
    const sent = await this.store.sentThrough(person, { key, after, limit: batchSize });
    const last = sent.length < batchSize ? undefined : sent.at(-1);
    return { names: sent.map((row) => row.provider_message_id), next: last?.id ?? null };
  }

  private async eraseEach(
    organization: string,
    provider: Provider,
    state: ProviderState,
    names: readonly string[],
  ): Promise<Pick<VendorErasure, 'state' | 'reason' | 'erased'>> {
    const signal = AbortSignal.timeout(timeoutMs);
    let erased = 0;
    try {
      if (this.accounts.issueOf(organization, provider, state))
        return { state: 'refused', reason: 'settings_unusable', erased };
      const { account } = this.accounts.find(organization, provider, state, 'tests');
      for (const name of names) erased += (await account.erase?.(name, signal)) ?? 0;
      return { state: 'done', reason: null, erased };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.logger.warn({ err: error, organization, key: state.key }, 'vendor did not erase a person');
      return { ...verdictOf(error), erased };
    }
  }
}

/** A call that was ended by its time has no reason: its vendor is slow, and is not waited for without end. */
function verdictOf({ outcome, reason }: ProviderError): Pick<VendorErasure, 'state' | 'reason'> {
  if (!mayPass.has(outcome)) return { state: 'refused', reason: reason ?? null };
  return { state: 'retry', reason: reason ?? 'vendor_silent' };
}

/** As they were given, and as vendors that do not compare without case may have them. */
function addressesOf({ reference: { email } }: SoughtPerson): Named {
  const names = email ? [...new Set([email.trim(), email.trim().toLowerCase()])] : [];
  return { names, next: null };
}
