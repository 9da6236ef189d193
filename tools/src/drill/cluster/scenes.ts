import { setTimeout as delay } from 'node:timers/promises';
import { callsOfTheDead, leisurely, well, type Scene } from '../scenes';
import type { ClusterProduct } from './product';

type ClusterScene = Scene<ClusterProduct>;

/** How long the cluster has to do with two nodes. */
const aloneMs = 5_000;

async function loseNode(product: ClusterProduct): Promise<number> {
  await product.killLeader();
  await delay(aloneMs);
  await product.restoreNodes();
  return 0;
}

export const clusterScenes: readonly ClusterScene[] = [
  { name: 'cluster: calm', messages: 300, vendor: well, strike: async () => 0 },
  { name: 'cluster: kill the NATS leader', messages: 300, vendor: leisurely, strike: loseNode },
  { name: 'cluster: kill the next leader', messages: 300, vendor: leisurely, strike: loseNode },
  {
    name: 'cluster: kill one of two requests',
    messages: 300,
    vendor: leisurely,
    strike: async (product) => {
      await product.killReplica('requests');
      return 0;
    },
  },
  {
    name: 'cluster: kill one of two dispatch',
    messages: 300,
    vendor: leisurely,
    strike: async (product) => {
      const diedMs = Date.now();
      await product.killReplica('dispatch');
      return callsOfTheDead(product, diedMs);
    },
  },
];
