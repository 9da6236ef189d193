import { readEnv, type Service } from '@subjectline/bus';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { startEmulator, type Emulator, type VendorName } from '@subjectline/testing/emulator';
import { Env, start } from '../app';
import { publishWordings } from './played-services.fixture';

/** For specs: replicas of dispatch in an environment of their own, and an emulator of the vendors. */
export class Vendors {
  private constructor(
    readonly testEnv: TestEnvironment,
    readonly emulator: Emulator,
    private services: readonly Service[],
    private readonly startAll: () => Promise<Service[]>,
  ) {}

  static async open({ replicas = 1 } = {}): Promise<Vendors> {
    const [testEnv, emulator] = await Promise.all([startTestEnvironment(), startEmulator({ smtp: {} })]);
    await publishWordings(testEnv);
    const urls = ['MAILGUN', 'SENDGRID', 'TWILIO'].map((name) => [`SUBJECTLINE_${name}_URL`, emulator.url]);
    const env = readEnv(Env, { ...testEnv.envFor('dispatch'), ...Object.fromEntries(urls) });
    const options = { clock: testEnv.clock, logDestination: testEnv.log };
    const startAll = () => Promise.all(Array.from({ length: replicas }, () => start(env, options)));
    return new Vendors(testEnv, emulator, await startAll(), startAll);
  }

  /** Who got a message to its person, in order. */
  whoSent(): VendorName[] {
    return this.emulator.messages().map(({ vendor }) => vendor);
  }

  /** @param meanwhile while no replica runs */
  async restart(meanwhile: () => Promise<unknown>): Promise<void> {
    await Promise.all(this.services.map((service) => service.close()));
    this.services = [];
    await meanwhile();
    this.services = await this.startAll();
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map((service) => service.close()));
    await this.emulator.close();
    await this.testEnv.close();
  }
}
