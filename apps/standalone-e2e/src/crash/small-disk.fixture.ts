import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* For specs: a file system of its own that is really full. It takes the right to mount one. */

export class SmallDisk {
  private readonly filler: string;

  private constructor(readonly folder: string) {
    this.filler = join(folder, 'filler');
  }

  /**
   * @param at an empty folder; one is made when it is left out
   * @returns null, with a line that says why, where nothing may be mounted
   */
  static mount(megabytes: number, at?: string): SmallDisk | null {
    const folder = at ?? mkdtempSync(join(tmpdir(), 'subjectline-disk-'));
    try {
      const options = `size=${megabytes}m,mode=0755`;
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
      return new SmallDisk(folder);
    } catch (error) {
      if (at === undefined) rmSync(folder, { recursive: true, force: true });
      process.stdout.write(`full disks are not tried: nothing may be mounted here (${String(error)})\n`);
      return null;
    }
  }

  /** Takes every byte that is left. */
  fill(): void {
    const file = openSync(this.filler, 'a');
    try {
      for (let block = Buffer.alloc(65_536); block.length > 0; block = block.subarray(block.length / 2)) {
        writeUntilFull(file, block);
        if (block.length < 64) break;
      }
    } finally {
      closeSync(file);
    }
  }

  makeRoom(): void {
    rmSync(this.filler, { force: true });
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function writeUntilFull(file: number, block: Buffer): void {
  try {
    while (writeSync(file, block) === block.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
