import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { BrokerWatch } from './health/broker-watch';
import { ClientDigests } from './http/callers/client-digest';
import { PublicAddress } from './http/public-address';

/** What every resource may inject: the bus and the clock, who calls and from where, and the languages people read. */
@Global()
@Module({})
export class CoreModule {
  /** @param opened what had to be waited for before the application could be assembled */
  static forRoot(opened: readonly Provider[]): DynamicModule {
    const providers = [...opened, BrokerWatch, ClientDigests, PublicAddress];
    return { module: CoreModule, providers, exports: providers };
  }
}
