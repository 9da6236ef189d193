import { readdir, readFile, readlink } from 'node:fs/promises';

/** The commands of all running processes whose words, environment or working folder name this folder (Linux). */
export async function processesNaming(folder: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    ids.map(async (id) => {
      const read = (name: string): Promise<string> =>
        readFile(`/proc/${id}/${name}`, 'latin1').catch(() => '');
      const command = (await read('cmdline')).replaceAll('\0', ' ');
      const place = await readlink(`/proc/${id}/cwd`).catch(() => '');
      return `${command}\n${await read('environ')}\n${place}`.includes(folder) ? command : '';
    }),
  );
  return commands.filter((command) => command !== '');
}
