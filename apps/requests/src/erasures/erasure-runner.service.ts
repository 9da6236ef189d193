import { Inject, Injectable } from '@nestjs/common';
import { Bus, loggerToken, RetryLater, type Logger } from '@subjectline/bus';
import {
  Clock,
  erasePersonCalls,
  personSections,
  type PersonService,
  type RunErasureTask,
} from '@subjectline/contracts';
import { KeyRing, SoughtPerson } from '@subjectline/storage';
import { SettingsReader } from '../request/settings-reader';
import { Certificates } from './certificate.service';
import { DeadLetters } from './dead-letters';
import { ErasureScopes } from './erasure-scope.service';
import { ErasureStore, type ErasureRow, type StepRow } from './erasure.store';
import { HoldStore } from './hold.store';
import { VendorErasures } from './vendor-erasures.service';

/** While a try of a message is under way. */
const waitMs = 2_000;
const deadLetters = 'broker.dead_letters';

type Scope = Omit<Awaited<ReturnType<ErasureScopes['of']>>, 'linkedDigests'>;

/** What each service erases, what refers to others first: an approval before its event, an event before its user. */
const stepsOf = (service: PersonService): string[] =>
  Object.keys(personSections[service])
    .toReversed()
    .map((name) => `${service}.${name}`);
const stepsBefore = (['config', 'consents', 'requests', 'identity'] as const).flatMap(stepsOf);
/** After the vendors: some of the messages sent could not be told afterwards. What webhooks were told of comes after them. */
const stepsAfter = [...stepsOf('dispatch'), ...stepsOf('webhooks'), deadLetters];

/** Runs an erasure, step by step. A step that was begun is done again: it finds what is left. */
@Injectable()
export class ErasureRunner {
  constructor(
    private readonly store: ErasureStore,
    private readonly holds: HoldStore,
    private readonly scopes: ErasureScopes,
    private readonly letters: DeadLetters,
    private readonly vendors: VendorErasures,
    private readonly certificates: Certificates,
    private readonly settings: SettingsReader,
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async run({ organization, id }: RunErasureTask): Promise<void> {
    const erasure = await this.store.read({ organization, id });
    if (erasure?.state !== 'running') return;
    const { linkedDigests, ...scope } = await this.scopes.of(erasure);
    await this.store.addSteps(erasure, [
      ...stepsBefore,
      ...(await this.vendorSteps(organization)),
      ...stepsAfter,
    ]);
    for (const step of await this.store.stepsOf(erasure)) {
      if (step.state !== 'pending') continue;
      if (await this.isHeld(erasure, scope, linkedDigests)) return;
      await this.runStep(step, scope);
    }
    await this.finish(erasure);
  }

  private async isHeld(
    erasure: ErasureRow,
    scope: Scope,
    linkedDigests: readonly string[],
  ): Promise<boolean> {
    const { organization } = erasure;
    const { digests } = SoughtPerson.open(this.keys, { organization, ...scope });
    const [hold] = await this.holds.findActive(organization, [...digests, ...linkedDigests]);
    if (hold) await this.store.hold(erasure, hold.reason);
    return hold !== undefined;
  }

  private async runStep(step: StepRow, scope: Scope): Promise<void> {
    const [service, section = ''] = step.place.split('.', 2);
    if (service === 'vendors') return this.vendors.erase(step, scope);
    if (step.place === deadLetters) {
      await this.store.countStep(step, await this.letters.delete(step.organization, scope), 0);
    } else await this.eraseSection(step, service as PersonService, section, scope);
    await this.store.finishStep(step, { state: 'done' });
  }

  private async eraseSection(
    step: StepRow,
    service: PersonService,
    section: string,
    scope: Scope,
  ): Promise<void> {
    const { organization } = step;
    for (;;) {
      const reply = await this.bus.ask(erasePersonCalls[service], { organization, ...scope, section });
      const { erased, kept, is_done } = reply;
      await this.store.countStep(step, erased, kept);
      if (is_done) return;
      if (erased === 0) throw new RetryLater(waitMs);
    }
  }

  /** Vendors that may have a copy of messages: one step for each config. */
  private async vendorSteps(organization: string): Promise<string[]> {
    const { providers } = await this.settings.read(organization);
    return providers
      .filter(({ service_type }) => service_type !== 'inbox')
      .map(({ key }) => `vendors.${key}`);
  }

  private async finish(erasure: ErasureRow): Promise<void> {
    const finishedAt = this.clock.now();
    const steps = await this.store.stepsOf(erasure);
    const certificate = await this.certificates.sign(erasure, steps, finishedAt);
    await this.store.finish(erasure, finishedAt, certificate);
    const { id: erasureId, organization } = erasure;
    this.logger.info({ erasureId, organization, steps: steps.length }, 'person erased');
  }
}
