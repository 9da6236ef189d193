import { connectToNats } from './connection';
import { createLogger } from '../service/logger';
import { createTopology } from './topology';

/** Creates or updates everything the product needs at `natsUrl`, whose user has to be allowed to. */
export async function provision(natsUrl: string, replicas?: number): Promise<void> {
  const connection = await connectToNats({
    natsUrl,
    name: 'provisioner',
    logger: createLogger('provisioner'),
  });
  await createTopology(connection, replicas);
  await connection.drain();
}
