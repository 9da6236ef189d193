import type { ServiceName } from '@subjectline/contracts';
import { leisurely, well, type Scene } from '../scenes';
import type { ClusterProduct } from './product';

/** As docs/operations.md has it. */
const order = [
  'dispatch',
  'identity',
  'templates',
  'config',
  'requests',
  'consents',
  'webhooks',
  'gateway',
] as const satisfies readonly ServiceName[];

/** From an earlier release to this build, one service after the other, while messages are accepted and sent. */
export const upgradeScenes: readonly Scene<ClusterProduct>[] = [
  { name: 'upgrade: the earlier release', messages: 300, vendor: well, strike: async () => 0 },
  scene('nats.conf and provision', (product) => product.provision()),
  ...order.map((service) => scene(service, (product) => product.replace(service))),
  { name: 'upgrade: this release', messages: 300, vendor: well, strike: async () => 0 },
];

/** What is asked to end finishes its calls: nothing is unknown. */
function scene(name: string, upgrade: (product: ClusterProduct) => Promise<void>): Scene<ClusterProduct> {
  const strike = async (product: ClusterProduct): Promise<number> => {
    await upgrade(product);
    return 0;
  };
  return { name: `upgrade: ${name}`, messages: 300, vendor: leisurely, strike };
}
