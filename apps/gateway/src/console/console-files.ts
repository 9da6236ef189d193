import { randomBytes } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '@subjectline/contracts';

/** What the build puts where a nonce belongs. */
const noncePlace = '__CSP_NONCE__';

interface ConsolePage {
  readonly html: string;
  readonly nonce: string;
}

/** The console as it was built: `apps/console/dist`. */
export class ConsoleFiles {
  constructor(readonly folder: string = shippedFolder()) {}

  async isBuilt(): Promise<boolean> {
    return this.exists('index.html');
  }

  async exists(name: string): Promise<boolean> {
    return access(join(this.folder, name)).then(
      () => true,
      () => false,
    );
  }

  /**
   * The page that every address of the console shows, with a nonce of its own.
   * @param path the addresses in the built page are relative to the root
   */
  async page(path: string): Promise<ConsolePage> {
    const html = await readFile(join(this.folder, 'index.html'), 'utf8').catch((error: unknown) => {
      throw new AppError('console_not_built', {}, [], { cause: error });
    });
    const nonce = randomBytes(16).toString('base64');
    const up = '../'.repeat(path.split('/').length - 2) || './';
    return { html: html.replaceAll(noncePlace, nonce).replaceAll('="./', `="${up}`), nonce };
  }
}

function shippedFolder(): string {
  const require = createRequire(__filename);
  try {
    return join(dirname(require.resolve('@subjectline/console/package.json')), 'dist');
  } catch {
    // not installed: nothing is there, which is said when it is asked for
    return join(__dirname, 'none');
  }
}
