import { Client } from 'pg';
import { deliver, scaled, warmUp, type Delivery } from './measures';
import type { BenchOptions } from './options';
import type { Product } from './product';
import { fixed, median, middle, type Row } from './table';

/** What a message costs where much is stored already, beside what it costs in an empty installation. */
export async function measureScale(product: Product, options: BenchOptions): Promise<Row[]> {
  const count = scaled(5_000, options);
  const [organizations, messages] = [scaled(1_000, options), scaled(1_000_000, options)];
  await warmUp(product, options);
  const before = await deliveries(product, options, count);
  for (let index = 1; index < organizations; index++) await product.addOrganization(`scale-${index}`);
  await fill(product, organizations, messages);
  const after = await deliveries(product, options, count);
  const cpu = ({ services, stores }: Delivery): number => services + stores;
  const [small, large] = [before.map(cpu), after.map(cpu)];
  return [
    ['one organization, little stored', `${middle(rates(before))} messages/s`],
    [`${organizations} organizations, ${messages} stored`, `${middle(rates(after))} messages/s`],
    ['CPU seconds per 1,000, little', middle(small, 2)],
    ['CPU seconds per 1,000, much', middle(large, 2)],
    ['cost, much to little', `${fixed(median(large) / median(small), 2)} ×`],
  ];
}

async function deliveries(product: Product, { repeat }: BenchOptions, count: number): Promise<Delivery[]> {
  const all: Delivery[] = [];
  for (let run = 0; run < repeat; run++) all.push(await deliver(product, count));
  return all;
}

function rates(all: readonly Delivery[]): number[] {
  return all.map(({ perSecond }) => perSecond);
}

/** Copies of messages that were sent, with their tries, shared out among the organizations. */
async function fill(product: Product, organizations: number, messages: number): Promise<void> {
  const client = new Client({ connectionString: await product.databaseUrl() });
  await client.connect();
  try {
    await client.query('create temporary table models as select * from dispatch.messages limit 1000');
    await client.query('create temporary table tries as select * from dispatch.attempts limit 0');
    await client.query(`insert into tries select attempts.* from dispatch.attempts
      join models on models.organization = attempts.organization and models.id = attempts.message_id`);
    const copies = Math.ceil(messages / 1_000);
    for (const [from, target, id] of [
      ['models', 'messages', 'id'],
      ['tries', 'attempts', 'message_id'],
    ] as const) {
      const columns = await columnsOf(client, target, ['organization', id]);
      await client.query(
        `insert into dispatch.${target} (organization, ${id}, ${columns})
         select case when copy % $1 = 0 then models.organization else 'scale-' || copy % $1 end,
           ${id} || '-' || copy, ${columns} from ${from} as models cross join generate_series(1, $2::int) as copy`,
        [organizations, copies],
      );
    }
    await client.query('analyze dispatch.messages');
    await client.query('analyze dispatch.attempts');
  } finally {
    await client.end();
  }
}

/** Those that can be copied: neither the given ones nor those that PostgreSQL fills. */
async function columnsOf(client: Client, table: string, without: readonly string[]): Promise<string> {
  const { rows } = await client.query<{ column_name: string }>(
    `select column_name from information_schema.columns where table_schema = 'dispatch' and table_name = $1
       and is_identity = 'NO' and is_generated = 'NEVER' and column_name <> all($2)`,
    [table, without],
  );
  return rows.map(({ column_name }) => column_name).join(', ');
}
