import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { ArchiveStore } from './reading/archive.store';
import { TemplatesEnv } from './env';
import { readShippedWordings, ShippedWordings } from './shipped/wording-files';
import { WordingVersionsHandler } from './reading/wording-versions.handler';
import { WordingArchive } from './reading/wording.archive';
import { WordingEditor } from './editing/wording.editor';
import { WordingExaminer } from './editing/wording.examiner';
import { WordingHandler } from './reading/wording.handler';
import { WordingPreview } from './preview/wording.preview';
import { WordingPublisher } from './publishing/wording.publisher';
import { WordingService } from './reading/wording.service';
import { WordingStore } from './wording/wording.store';

export { TemplatesEnv as Env };

const folderOf = (name: string) => join(__dirname, '..', name);

/** The words that come with the product, for whoever looks at them without a service. */
export function shippedWordings(): Promise<ShippedWordings> {
  return readShippedWordings(folderOf('wording'));
}

export async function start(env: TemplatesEnv, options?: StartOptions): Promise<Service> {
  const shipped = await shippedWordings();
  const context = await createServiceContext('templates', env, options);
  const storage = await openStorage(context, env, folderOf('migrations'));
  return serve(context, {
    handlers: [WordingHandler, WordingVersionsHandler],
    providers: [
      ...storage.providers,
      { provide: ShippedWordings, useValue: shipped },
      WordingStore,
      ArchiveStore,
      WordingPublisher,
      WordingExaminer,
      WordingEditor,
      WordingPreview,
      WordingArchive,
      WordingService,
    ],
    storage,
  });
}
