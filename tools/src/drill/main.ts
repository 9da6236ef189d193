import { setTimeout as delay } from 'node:timers/promises';
import { WrongSettings } from '../local/settings';
import { ClusterProduct } from './cluster/product';
import { clusterScenes } from './cluster/scenes';
import { upgradeScenes } from './cluster/upgrade-scenes';
import type { Drilled } from './drilled';
import { settle } from './ledger';
import { Load } from './load';
import { readDrillOptions, usage, type DrillOptions } from './options';
import { Product } from './product';
import type { Scene } from './scenes';
import { brokenPromises, headline, rowOf, type Result } from './table';

// What `npm run drill` runs. Needs Linux: the processes of the product are found in /proc.
async function main(words: string[]): Promise<void> {
  const options = readDrillOptions(words);
  if (!options) return void process.stdout.write(usage);
  const broken = await playWanted(options);
  process.stdout.write(broken.length > 0 ? `\n${broken.join('\n')}\n` : '\nEvery promise was kept.\n');
  if (broken.length > 0) process.exitCode = 1;
}

/** @returns the promises that were broken */
async function playWanted({ cluster, upgrade, split, scenes, share }: DrillOptions): Promise<string[]> {
  if (upgrade !== null) return playAll(await ClusterProduct.open(upgrade), upgradeScenes, share);
  if (cluster) return playAll(await ClusterProduct.open(), clusterScenes, share);
  return playAll(await Product.open(split), scenes, share);
}

async function playAll<Played extends Drilled & { close(): Promise<void> }>(
  product: Played,
  scenes: readonly Scene<Played>[],
  share: number,
): Promise<string[]> {
  const broken: string[] = [];
  try {
    process.stdout.write(`${headline()}\n`);
    for (const scene of scenes) {
      const result = await play(product, scene, Math.ceil(scene.messages * share));
      process.stdout.write(`${rowOf(result)}\n`);
      broken.push(...brokenPromises(result));
    }
  } finally {
    await product.close();
  }
  return broken;
}

/**
 * The fault comes when a third is accepted: messages are at every point of their way, and for many of them there is no
 * connection yet.
 */
async function play<Played extends Drilled>(
  product: Played,
  scene: Scene<Played>,
  count: number,
): Promise<Result> {
  product.emulator.forgetMessages();
  product.emulator.behave(scene.vendor);
  product.front.hangUp();
  const load = new Load(product, scene.name, count);
  while (load.accepted.length < count / 3) await Promise.race([load.done, delay(5)]);
  const mayBeUnknown = await scene.strike(product);
  await load.done;
  const account = await settle(product, load.accepted);
  return { scene: scene.name, mayBeUnknown, account };
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof WrongSettings ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
