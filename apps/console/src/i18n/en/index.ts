import { common } from './common';
import { home } from './home';
import { messageWords } from './message-words';
import { requests } from './requests';
import { shell } from './shell';

/** The words of the console. The other languages have the same shape. */
export const en = { ...common, ...messageWords, shell, home, requests };

export type Words = typeof en;
